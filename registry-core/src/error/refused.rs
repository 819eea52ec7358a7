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
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The registry is locked.
    #[error("\"{kind}\" is locked, so {what}; `unlock` it first")]
    #[non_exhaustive]
    Locked {
        /// The registry.
        kind: &'static str,
        /// What was not done.
        what: String,
    },

    /// No component can have this name.
    #[error("{name:?} cannot be a name in \"{kind}\": {fault}")]
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
    #[error(
        "\"{}\" is taken in \"{}\", by {} at {}; {} at {} needs another name, or `replace`",
        .0.name, .0.kind, .0.kept, .0.kept_origin, .0.dropped, .0.dropped_origin
    )]
    Taken(Box<Duplicate>),

    /// The component is for another version of the registry's API.
    #[error("{component} at {origin} is made for API \"{declared}\" of \"{kind}\", which has \"{expected}\"")]
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
    #[error(transparent)]
    NotFound(#[from] NotFound),

    /// The registry is not what its authors meant: see [`Registry::check`](crate::Registry::check).
    #[error(transparent)]
    Inconsistent(#[from] Problems),
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
