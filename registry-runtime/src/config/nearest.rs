//! The way out of a wrong word: the nearest right one, or all of them.

use crate::error::nearest;

/// What follows "unknown field": `; did you mean "average"?`, or the words there are.
pub(super) fn did_you_mean(word: &str, known: &'static [&'static str]) -> String {
    if known.is_empty() {
        return "; there are none".to_owned();
    }
    match nearest(word, known.iter().copied()).first() {
        Some(near) => format!("; did you mean {near:?}?"),
        None => format!("; expected one of {}", known.join(", ")),
    }
}
