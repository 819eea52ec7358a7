//! A requirement and a plugin that do not fit.

use super::super::instance::TypeOf;
use super::path::Path;
use std::fmt;
use std::sync::Arc;

/// A plugin is of another type than the one that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{asking} a `{}`, but \"{plugin}\" is a `{}`{}", expected.name(), found.name(), Path(path))]
pub struct WrongType {
    pub(in super::super) asking: Asking,
    pub(in super::super) plugin: Arc<str>,
    pub(in super::super) expected: TypeOf,
    pub(in super::super) found: TypeOf,
    pub(in super::super) path: Vec<Arc<str>>,
}

impl WrongType {
    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> &str {
        &self.plugin
    }
}

/// Who asks for a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Asking {
    /// A call of the host.
    Caller,
    /// A requirement.
    Parameter { plugin: Arc<str>, parameter: Box<str> },
    /// An implementation that replaces another must be of its type.
    Replacement,
}

impl fmt::Display for Asking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Caller => formatter.write_str("the caller asks for"),
            Self::Parameter { plugin, parameter } => write!(formatter, "`{parameter}` of \"{plugin}\" requires"),
            Self::Replacement => formatter.write_str("the replacement is"),
        }
    }
}
