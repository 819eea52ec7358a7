//! What stands between the values of a row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sign that can stand between two values: a tab, a space, or punctuation of ASCII other than quotes.
// `Serialize` is what puts the default into the JSON Schema
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "char", into = "char")]
#[schemars(extend("pattern" = "^[\\t !#-/:-@\\[-`{-~]$"))]
pub struct Delimiter(u8);

/// A sign that stands inside of values.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0:?} cannot stand between values; a tab, a space and punctuation can, as \",\" or \";\"")]
pub struct NoDelimiter(char);

impl Delimiter {
    /// `,`
    pub const COMMA: Self = Self(b',');
}

impl Default for Delimiter {
    fn default() -> Self {
        Self::COMMA
    }
}

/// ```
/// use evalkit_loaders::Delimiter;
///
/// assert_eq!(u8::from(Delimiter::try_from(';').unwrap()), b';');
/// assert_eq!(Delimiter::default(), Delimiter::COMMA);
/// assert!(Delimiter::try_from('x').is_err() && Delimiter::try_from('"').is_err());
/// ```
impl TryFrom<char> for Delimiter {
    type Error = NoDelimiter;

    fn try_from(sign: char) -> Result<Self, NoDelimiter> {
        match u8::try_from(sign) {
            // a quote would end the value before it
            Ok(byte) if b"\t ".contains(&byte) || (byte.is_ascii_punctuation() && byte != b'"') => Ok(Self(byte)),
            _ => Err(NoDelimiter(sign)),
        }
    }
}

impl From<Delimiter> for char {
    fn from(delimiter: Delimiter) -> Self {
        delimiter.0.into()
    }
}

impl From<Delimiter> for u8 {
    fn from(delimiter: Delimiter) -> Self {
        delimiter.0
    }
}
