//! A change that a registry does not make.

use super::{Duplicate, NotFound, Problems};
use crate::entry::Origin;
use alloc::{boxed::Box, string::String};
use core::fmt;

/// Why a registry refuses a change at run time. It is as it was before. Needs the feature `std`.
///
/// Its `Debug` is its message; `{:#?}` shows the fields.
///
/// ```
/// use registry_core::{Refused, Registry};
/// use std::sync::Arc;
///
/// let limits: Registry<u32> = Registry::new("limits");
/// limits.register("large", Arc::new(512))?;
///
/// let error = limits.register("large", Arc::new(1024)).unwrap_err();
/// assert!(matches!(error, Refused::Taken(_)));
/// limits.replace("large", Arc::new(1024))?;
///
/// limits.lock();
/// let error = limits.unregister("large").unwrap_err();
/// assert_eq!(error.to_string(), r#""limits" is locked, so "large" stays; `unlock` it first"#);
/// # Ok::<(), Refused>(())
/// ```
#[non_exhaustive]
pub enum Refused {
    /// The registry is locked.
    #[non_exhaustive]
    Locked {
        /// The registry.
        kind: &'static str,
        /// What was not done.
        what: String,
    },

    /// No component can have this name.
    #[non_exhaustive]
    Name {
        /// The registry.
        kind: &'static str,
        /// The name.
        name: String,
        /// What is wrong with it.
        fault: &'static str,
    },

    /// Another component has the name, and the policy is [`Duplicates::Deny`](crate::Duplicates::Deny).
    Taken(Box<Duplicate>),

    /// The component is for another version of the registry's API.
    #[non_exhaustive]
    ApiMismatch {
        /// The registry.
        kind: &'static str,
        /// The type of the component.
        component: &'static str,
        /// Where it was to be registered.
        origin: Box<Origin>,
        /// The registry's API version.
        expected: &'static str,
        /// The API version that the component declares.
        declared: String,
    },

    /// Nothing has the name that was to be replaced or removed.
    NotFound(NotFound),

    /// The registry is not what its authors meant: see [`Registry::check`](crate::Registry::check).
    Inconsistent(Problems),
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked { kind, what } => write!(formatter, "\"{kind}\" is locked, so {what}; `unlock` it first"),
            Self::Name { kind, name, fault } => {
                write!(formatter, "{name:?} cannot be a name in \"{kind}\": {fault}")
            }
            Self::Taken(duplicate) => {
                let Duplicate { kind, name, kept, kept_origin, dropped, dropped_origin, .. } = &**duplicate;
                write!(
                    formatter,
                    "\"{name}\" is taken in \"{kind}\", by {kept} at {kept_origin}; {dropped} at {dropped_origin} needs \
                     another name, or `replace`"
                )
            }
            Self::ApiMismatch { kind, component, origin, expected, declared } => write!(
                formatter,
                "{component} at {origin} is made for API \"{declared}\" of \"{kind}\", which has \"{expected}\""
            ),
            Self::NotFound(error) => fmt::Display::fmt(error, formatter),
            Self::Inconsistent(problems) => fmt::Display::fmt(problems, formatter),
        }
    }
}

impl core::error::Error for Refused {}

impl From<NotFound> for Refused {
    fn from(error: NotFound) -> Self {
        Self::NotFound(error)
    }
}

impl From<Problems> for Refused {
    fn from(problems: Problems) -> Self {
        Self::Inconsistent(problems)
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return fmt::Display::fmt(self, formatter);
        }
        match self {
            Self::Locked { kind, what } => {
                formatter.debug_struct("Locked").field("kind", kind).field("what", what).finish()
            }
            Self::Name { kind, name, fault } => {
                formatter.debug_struct("Name").field("kind", kind).field("name", name).field("fault", fault).finish()
            }
            Self::Taken(duplicate) => formatter.debug_tuple("Taken").field(duplicate).finish(),
            Self::ApiMismatch { kind, component, origin, expected, declared } => formatter
                .debug_struct("ApiMismatch")
                .field("kind", kind)
                .field("component", component)
                .field("origin", origin)
                .field("expected", expected)
                .field("declared", declared)
                .finish(),
            Self::NotFound(error) => formatter.debug_tuple("NotFound").field(error).finish(),
            Self::Inconsistent(problems) => formatter.debug_tuple("Inconsistent").field(problems).finish(),
        }
    }
}
