//! All that is wrong with a document.

use super::value::Place;
use std::fmt;

/// One thing that is wrong with a document: where, and what.
///
/// As text: `eval.toml:12:11: metrics[1].config.average: unknown variant "mirco"; did you mean "micro"?`
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Problem {
    /// Where it stands, if the document was read from a text.
    pub place: Option<Place>,
    /// The path of the value, as `metrics[1].config.average`; empty for the whole document.
    pub path: String,
    /// What is wrong with it, and the way out.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{place}: ")?;
        }
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        formatter.write_str(&self.message)
    }
}

/// All that is wrong with a document, in the order of the document; as text, one line for each.
#[derive(Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// One problem.
    pub(crate) fn one(place: Option<Place>, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::of(Problem { place, path: path.into(), message: message.into() })
    }

    /// Just `problem`.
    pub(crate) fn of(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// `Err` with the problems if there are any.
    pub(crate) fn none_of(mut problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort();
        problems.dedup();
        Err(Self(problems))
    }

    /// Each problem.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.0.iter().enumerate() {
            if number > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

/// The messages, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
impl fmt::Debug for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            return formatter.debug_tuple("Problems").field(&self.0).finish();
        }
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Problems {}
