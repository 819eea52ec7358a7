//! Arguments that do not fit.

use super::path::Path;
use crate::error::BoxError;
use std::fmt;
use std::sync::Arc;

/// An argument of a plugin is missing, unknown, or not of the parameter's type.
#[derive(Debug)]
pub struct WrongArgument {
    pub(in super::super) plugin: Arc<str>,
    pub(in super::super) argument: Box<str>,
    pub(in super::super) fault: ArgumentFault,
    /// How the load came there.
    pub(in super::super) path: Vec<Arc<str>>,
}

/// What is wrong with an argument.
#[derive(Debug)]
#[non_exhaustive]
pub enum ArgumentFault {
    /// The parameter has no default.
    #[non_exhaustive]
    Missing {
        /// The type of the parameter, as it was written.
        type_name: &'static str,
    },
    /// The plugin's function has no such parameter.
    #[non_exhaustive]
    Unknown {
        /// The nearest name of a parameter.
        nearest: Option<Box<str>>,
        /// All parameters.
        parameters: Vec<Box<str>>,
    },
    /// Config gives it twice, under two names of the plugin.
    Repeated,
    /// The value cannot be made what the parameter is.
    #[non_exhaustive]
    Value {
        /// The type of the parameter, as it was written.
        type_name: &'static str,
        /// What is wrong with the value.
        source: BoxError,
    },
}

impl WrongArgument {
    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> &str {
        &self.plugin
    }

    /// The name of the argument.
    #[must_use]
    pub fn argument(&self) -> &str {
        &self.argument
    }

    /// What is wrong with it.
    #[must_use]
    pub fn fault(&self) -> &ArgumentFault {
        &self.fault
    }
}

impl fmt::Display for WrongArgument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plugin, argument, fault, path } = self;
        match fault {
            ArgumentFault::Missing { type_name } => write!(
                formatter,
                "\"{plugin}\" needs the argument `{argument}: {type_name}`{}; give it with `load_with` or `configure`",
                Path(path)
            ),
            ArgumentFault::Unknown { nearest: Some(nearest), .. } => {
                write!(formatter, "\"{plugin}\" has no parameter `{argument}`; did you mean `{nearest}`?")
            }
            ArgumentFault::Unknown { parameters, .. } if parameters.is_empty() => {
                write!(formatter, "\"{plugin}\" has no parameter `{argument}`; it has none")
            }
            ArgumentFault::Unknown { parameters, .. } => {
                write!(formatter, "\"{plugin}\" has no parameter `{argument}`; it has `{}`", parameters.join("`, `"))
            }
            ArgumentFault::Repeated => {
                write!(formatter, "`{argument}` of \"{plugin}\" is given twice, under two names of the plugin")
            }
            ArgumentFault::Value { type_name, source } => {
                write!(formatter, "`{argument}: {type_name}` of \"{plugin}\": {source}")
            }
        }
    }
}

// what is wrong with a value is part of the message, so it is no source
impl std::error::Error for WrongArgument {}
