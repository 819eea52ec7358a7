//! Every public error.
//!
//! Those that are there without optional features say themselves what `thiserror` would derive: it waits for `syn`, beside which this
//! crate is compiled. See "Compiled beside `syn`" in docs/decisions.md.

mod distance;
mod lost_name;
mod not_found;
mod not_in_primary;
#[cfg(feature = "std")]
mod panicked;
mod problem;
#[cfg(feature = "std")]
mod refused;
#[cfg(feature = "table")]
mod unknown_column;

use alloc::{boxed::Box, string::String, vec::Vec};
pub use not_found::NotFound;
pub(crate) use not_found::nearest;
pub use not_in_primary::NotInPrimary;
#[cfg(feature = "std")]
pub use panicked::Panicked;
pub use problem::{Duplicate, NotReplaced, Problem, Problems};
#[cfg(feature = "std")]
pub use refused::Refused;
#[cfg(feature = "table")]
pub use unknown_column::UnknownColumn;

use crate::entry::Origin;
use core::fmt;

/// The error of a constructor.
pub type BoxError = Box<dyn core::error::Error + Send + Sync>;

/// Why a component is not to be had.
///
/// Its `Debug` is its message, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
///
/// ```
/// use registry_core::{Error, Registry, registry};
///
/// #[registry]
/// static METRICS: Registry<fn() -> f64>;
///
/// let error: Error = METRICS.instance("f1").unwrap_err();
/// assert!(matches!(error, Error::NotFound(_)));
/// ```
#[non_exhaustive]
pub enum Error {
    /// Nothing has this name.
    NotFound(NotFound),

    /// The registry is not what its authors meant: see [`Registry::check`](crate::Registry::check).
    Inconsistent(Problems),

    /// A change at run time was refused. Needs the feature `std`.
    #[cfg(feature = "std")]
    Refused(Box<Refused>),

    /// The constructor returned an error, which is the [source](std::error::Error::source) of this one.
    #[non_exhaustive]
    Construction {
        /// The registry.
        kind: &'static str,
        /// The component.
        name: &'static str,
        /// Where it was registered.
        origin: Box<Origin>,
        /// What the constructor returned.
        source: BoxError,
    },

    /// The component does not take its config.
    #[cfg(feature = "serde")]
    #[non_exhaustive]
    Config {
        /// The registry.
        kind: &'static str,
        /// The component.
        name: &'static str,
        /// Where it was registered.
        origin: Box<Origin>,
        /// What is wrong with it.
        source: BoxError,
    },

    /// A component that a document shares is not to be had.
    #[cfg(feature = "serde")]
    #[non_exhaustive]
    Document {
        /// The registry.
        kind: &'static str,
        /// What is wrong with it.
        source: BoxError,
    },

    /// A component of the caller's own was asked for, but a static is registered, or an object at run time.
    #[non_exhaustive]
    NoConstructor {
        /// The registry.
        kind: &'static str,
        /// The component.
        name: &'static str,
        /// Where it was registered.
        origin: Box<Origin>,
    },

    /// Constructing the instance needs the instance itself. Without the feature `std`, that is [`Busy`](Self::Busy).
    #[non_exhaustive]
    Cycle {
        /// Who needs whom, as `kind/name`; the last is the first again.
        path: Vec<String>,
    },

    /// The shared instance is being constructed, by another thread or further up in this one. Without the feature `std` it cannot be
    /// waited for; with it, this error does not occur.
    #[non_exhaustive]
    Busy {
        /// The registry.
        kind: &'static str,
        /// The component.
        name: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(error) => fmt::Display::fmt(error, formatter),
            Self::Inconsistent(problems) => fmt::Display::fmt(problems, formatter),
            #[cfg(feature = "std")]
            Self::Refused(refused) => fmt::Display::fmt(refused, formatter),
            Self::Construction { kind, name, origin, source } => {
                write!(formatter, "{kind} \"{name}\", registered at {origin}, could not be constructed: {source}")
            }
            #[cfg(feature = "serde")]
            Self::Config { kind, name, origin, source } => {
                write!(formatter, "{kind} \"{name}\", registered at {origin}, refuses its config: {source}")
            }
            #[cfg(feature = "serde")]
            Self::Document { kind, source } => write!(formatter, "a shared component of {kind}: {source}"),
            Self::NoConstructor { kind, name, origin } => write!(
                formatter,
                "{kind} \"{name}\" is an object, registered at {origin}: there is only the one, so it cannot be created; \
                 use `instance`, or register a constructor"
            ),
            Self::Cycle { path } => {
                write!(formatter, "the instance is needed to construct itself: {}", path.join(" -> "))
            }
            Self::Busy { kind, name } => write!(
                formatter,
                "{kind} \"{name}\" is being constructed, by another thread or by what needs it here; without the feature \
                 `std` of `registry-core` nobody waits for it: ask again later, or not in its constructor"
            ),
        }
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NotFound(error) => error.source(),
            Self::Inconsistent(problems) => problems.source(),
            #[cfg(feature = "std")]
            Self::Refused(refused) => refused.source(),
            Self::Construction { source, .. } => Some(&**source),
            #[cfg(feature = "serde")]
            Self::Config { source, .. } | Self::Document { source, .. } => Some(&**source),
            Self::NoConstructor { .. } | Self::Cycle { .. } | Self::Busy { .. } => None,
        }
    }
}

impl From<NotFound> for Error {
    fn from(error: NotFound) -> Self {
        Self::NotFound(error)
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Inconsistent(problems)
    }
}

#[cfg(feature = "std")]
impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Refused(Box::new(refused))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return fmt::Display::fmt(self, formatter);
        }
        match self {
            Self::NotFound(error) => formatter.debug_tuple("NotFound").field(error).finish(),
            Self::Inconsistent(problems) => formatter.debug_tuple("Inconsistent").field(problems).finish(),
            #[cfg(feature = "std")]
            Self::Refused(refused) => formatter.debug_tuple("Refused").field(refused).finish(),
            Self::Construction { kind, name, origin, source } => formatter
                .debug_struct("Construction")
                .field("kind", kind)
                .field("name", name)
                .field("origin", origin)
                .field("source", source)
                .finish(),
            #[cfg(feature = "serde")]
            Self::Config { kind, name, origin, source } => formatter
                .debug_struct("Config")
                .field("kind", kind)
                .field("name", name)
                .field("origin", origin)
                .field("source", source)
                .finish(),
            #[cfg(feature = "serde")]
            Self::Document { kind, source } => {
                formatter.debug_struct("Document").field("kind", kind).field("source", source).finish()
            }
            Self::NoConstructor { kind, name, origin } => formatter
                .debug_struct("NoConstructor")
                .field("kind", kind)
                .field("name", name)
                .field("origin", origin)
                .finish(),
            Self::Cycle { path } => formatter.debug_struct("Cycle").field("path", path).finish(),
            Self::Busy { kind, name } => {
                formatter.debug_struct("Busy").field("kind", kind).field("name", name).finish()
            }
        }
    }
}
