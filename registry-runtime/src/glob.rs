//! Patterns of names.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// A pattern: `*` stands for any text, `?` for one character.
pub struct Glob(String);

impl Glob {
    pub(crate) fn new(pattern: &str) -> Self {
        Self(pattern.to_owned())
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let (mut pattern, mut rest) = (self.0.chars(), text.chars());
        // after the last star, and what follows the text that it stands for
        let mut star = None;
        loop {
            let text_before = rest.clone();
            match (pattern.next(), rest.next()) {
                (None, None) => return true,
                (Some('*'), _) => {
                    star = Some((pattern.clone(), text_before.clone()));
                    rest = text_before;
                }
                (Some('?'), Some(_)) => {}
                (Some(wanted), Some(found)) if wanted == found => {}
                _ => {
                    // the star stands for one character more
                    let Some((after, text)) = &mut star else { return false };
                    if text.next().is_none() {
                        return false;
                    }
                    (pattern, rest) = (after.clone(), text.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_text_and_a_question_mark_one_character() {
        for (pattern, text) in [
            ("", ""),
            ("a", "a"),
            ("*", ""),
            ("*", "größe"),
            ("gr??e", "größe"),
            ("bert_*", "bert_base"),
            ("*_large", "bert_large"),
            ("a*b*c", "aXbbYbc"),
            ("a**", "a"),
            ("*?", "a"),
            ("*aab", "aaaab"),
            ("*", "*"),
            ("?", "?"),
        ] {
            assert!(Glob::new(pattern).matches(text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("", "a"),
            ("a", ""),
            ("?", ""),
            ("?", "ab"),
            ("*?", ""),
            ("bert_*", "Bert_base"),
            ("*_large", "bert_large_2"),
            ("a*b*c", "acb"),
            ("*aab", "aaaba"),
        ] {
            assert!(!Glob::new(pattern).matches(text), "{pattern} {text}");
        }
    }
}
