//! Texts.

use super::Argument;
use crate::error::BoxError;
use crate::plugin::value::Value;
use std::path::PathBuf;

pub(super) fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Loose(text) => Some(text),
        _ => None,
    }
}

impl Argument for String {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        text(value).map(Into::into).ok_or_else(|| value.unexpected("a text"))
    }
}

impl Argument for Box<str> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        text(value).map(Into::into).ok_or_else(|| value.unexpected("a text"))
    }
}

impl Argument for char {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let mut characters = text(value).unwrap_or_default().chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(value.unexpected("a single character")),
        }
    }
}

impl Argument for PathBuf {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let path = text(value).map(Self::from).or_else(|| value.as_other().cloned());
        path.ok_or_else(|| value.unexpected("a path"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_error, assert_made, loose};
    use super::*;

    #[test]
    fn texts() {
        assert_made("x", "x".to_owned());
        assert_made("x", Box::<str>::from("x"));
        assert_made(loose("4"), "4".to_owned());
        assert_made('x', 'x');
        assert_made("a/b", PathBuf::from("a/b"));
        assert_made(Value::other(PathBuf::from("a")), PathBuf::from("a"));
        assert_error::<String>(4, "expected a text, not 4");
        assert_error::<Box<str>>(4, "expected a text, not 4");
        assert_error::<char>("xy", r#"expected a single character, not "xy""#);
        assert_error::<char>("", r#"expected a single character, not """#);
        assert_error::<PathBuf>(4, "expected a path, not 4");
    }
}
