//! Which names are valid, and how a missing one is derived from an identifier.
//!
//! `registry_core::name` holds the same rule of validity for names that are only known to `const` evaluation.

use crate::suggestion::{listed, nearest};
use crate::tokens;
use syn::{Error, LitStr, Result};

/// Names are at most this many bytes long.
pub(crate) const LONGEST: usize = 128;

/// Says what is wrong with `name`, if anything is.
pub(crate) fn fault(name: &str) -> Option<String> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_graphic());
    if name.is_empty() {
        Some("a name must not be empty".to_owned())
    } else if name.len() > LONGEST {
        Some(format!("a name is at most {LONGEST} bytes long; this one has {}", name.len()))
    } else if is_plain {
        None
    } else if name.chars().any(char::is_whitespace) {
        Some("a name must not contain white space".to_owned())
    } else if name.chars().any(char::is_control) {
        Some("a name must not contain control characters".to_owned())
    } else {
        None
    }
}

/// Refuses a literal that is no valid name.
pub(crate) fn check(literal: &LitStr) -> Result<()> {
    match fault(&tokens::value(literal)) {
        Some(fault) => Err(Error::new(literal.span(), fault)),
        None => Ok(()),
    }
}

/// Says what is wrong with `key`, if anything is. Unlike a name, the key of a secondary component may have white space inside.
fn key_fault(key: &str) -> Option<String> {
    if key.is_empty() {
        Some("a key must not be empty".to_owned())
    } else if key.len() > LONGEST {
        Some(format!("a key is at most {LONGEST} bytes long; this one has {}", key.len()))
    } else if key.trim() != key {
        Some("a key must not begin or end with white space".to_owned())
    } else if key.chars().any(char::is_control) {
        Some("a key must not contain control characters".to_owned())
    } else {
        None
    }
}

/// Refuses a literal that is no valid key of a secondary component.
pub(crate) fn check_key(literal: &LitStr) -> Result<()> {
    match key_fault(&literal.value()) {
        Some(fault) => Err(Error::new(literal.span(), fault)),
        None => Ok(()),
    }
}

/// How an identifier is turned into a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Case {
    Verbatim,
    Lowercase,
    #[default]
    Snake,
    Kebab,
}

impl Case {
    const NAMES: [(&str, Self); 4] = [
        ("verbatim", Self::Verbatim),
        ("lowercase", Self::Lowercase),
        ("snake_case", Self::Snake),
        ("kebab-case", Self::Kebab),
    ];

    /// Reads the value of `case = ".."`.
    pub(crate) fn parse(literal: &LitStr) -> Result<Self> {
        let value = literal.value();
        let names = Self::NAMES.map(|(name, _)| name);
        Self::NAMES.iter().find(|(name, _)| *name == value).map(|(_, case)| *case).ok_or_else(|| {
            let way_out = match nearest(&value, &names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", listed(&names)),
            };
            Error::new(literal.span(), format!("unknown case `{value}`; {way_out}"))
        })
    }

    /// The value of `case` that stands for this.
    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, case)| *case == self).map_or("snake_case", |(name, _)| name)
    }

    fn apply(self, word: &str) -> String {
        match self {
            Self::Verbatim => word.to_owned(),
            Self::Lowercase => word.to_lowercase(),
            Self::Snake => separated(word, '_'),
            Self::Kebab => separated(word, '-'),
        }
    }
}

/// The rules of a registry by which a missing name is derived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) case: Case,
    pub(crate) strip_prefix: String,
    pub(crate) strip_suffix: String,
}

impl Rules {
    /// The name for an item that is called `identifier`.
    pub(crate) fn derive(&self, identifier: &str) -> String {
        let word = identifier.strip_prefix("r#").unwrap_or(identifier);
        let word = word.strip_prefix(self.strip_prefix.as_str()).unwrap_or(word);
        let word = word.strip_suffix(self.strip_suffix.as_str()).unwrap_or(word);
        self.case.apply(word)
    }
}

/// `word` in lower case, with `separator` before each upper-case letter that starts a word, and for each `_`.
///
/// A run of upper-case letters is one word (`HTTPServer` is `http_server`); digits belong to the word before them.
fn separated(word: &str, separator: char) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut name = String::with_capacity(word.len() + 4);
    for (place, letter) in letters.iter().enumerate() {
        if *letter == '_' {
            name.push(separator);
            continue;
        }
        let before = place.checked_sub(1).map(|before| letters[before]);
        let next_is_lowercase = letters.get(place + 1).is_some_and(|next| next.is_lowercase());
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_numeric() || (before.is_uppercase() && next_is_lowercase)
            });
        if starts_word {
            name.push(separator);
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_names() {
        for (identifier, snake, kebab, lower) in [
            ("F1", "f1", "f1", "f1"),
            ("TokenAccuracy", "token_accuracy", "token-accuracy", "tokenaccuracy"),
            ("HTTPServer", "http_server", "http-server", "httpserver"),
            ("F1Score", "f1_score", "f1-score", "f1score"),
            ("MAX_LEN", "max_len", "max-len", "max_len"),
            ("token_accuracy", "token_accuracy", "token-accuracy", "token_accuracy"),
            ("r#type", "type", "type", "type"),
            ("Größe", "größe", "größe", "größe"),
        ] {
            let name = |case| Rules { case, ..Rules::default() }.derive(identifier);
            assert_eq!(name(Case::Snake), snake);
            assert_eq!(name(Case::Kebab), kebab);
            assert_eq!(name(Case::Lowercase), lower);
            assert_eq!(name(Case::Verbatim), identifier.strip_prefix("r#").unwrap_or(identifier));
        }
    }

    #[test]
    fn affixes_are_cut_before_the_case() {
        let rules = Rules { case: Case::Lowercase, strip_suffix: "Handler".to_owned(), ..Rules::default() };
        assert_eq!(rules.derive("ImageXpressHandler"), "imagexpress");
        assert_eq!(rules.derive("Other"), "other");
        assert_eq!(rules.derive("Handler"), "");
        let rules = Rules { strip_prefix: "Disk".to_owned(), ..Rules::default() };
        assert_eq!(rules.derive("DiskStorage"), "storage");
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(fault("f1"), None);
        assert_eq!(fault("größe.v2/α-β"), None);
        assert_eq!(fault(&"n".repeat(128)), None);
        assert!(fault("").unwrap().contains("empty"));
        assert!(fault("a b").unwrap().contains("white space"));
        assert!(fault("a\u{3000}b").unwrap().contains("white space"));
        assert!(fault("a\0b").unwrap().contains("control"));
        assert!(fault(&"n".repeat(129)).unwrap().contains("129"));
    }

    #[test]
    fn keys_may_have_white_space_inside() {
        assert_eq!(key_fault("molecular devices"), None);
        assert_eq!(key_fault("f1"), None);
        assert!(key_fault("").unwrap().contains("empty"));
        assert!(key_fault(" a").unwrap().contains("begin or end"));
        assert!(key_fault("a\u{3000}").unwrap().contains("begin or end"));
        assert!(key_fault("a\tb").unwrap().contains("control"));
        assert!(key_fault(&"n".repeat(129)).unwrap().contains("129"));
    }
}
