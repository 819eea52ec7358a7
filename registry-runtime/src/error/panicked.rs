//! A constructor that panicked.

use std::any::Any;
use std::fmt;

/// The constructor panicked: the source of an [`Error::Construction`](crate::Error::Construction) in a
/// [`LoadReport`](crate::LoadReport). Needs the feature `std`.
///
/// ```
/// use registry_core::{Error, Panicked, Registry, register, registry};
/// use std::error::Error as _;
///
/// #[registry]
/// static PARTS: Registry<dyn Fn() + Send + Sync>;
///
/// #[register(kind = "parts", factory)]
/// fn broken() -> fn() {
///     panic!("not today")
/// }
///
/// let report = PARTS.load_all();
/// let (_, error) = &report.errors[0];
/// let panicked = error.source().and_then(|source| source.downcast_ref::<Panicked>()).unwrap();
/// assert_eq!(panicked.message(), "not today");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panicked {
    message: Box<str>,
}

impl Panicked {
    /// That with the value that `std::panic::catch_unwind` gave.
    pub(crate) fn with(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self { message: text.unwrap_or("with a value that is no text").into() }
    }

    /// What it said.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Panicked {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "it panicked: {}", self.message)
    }
}

impl std::error::Error for Panicked {}
