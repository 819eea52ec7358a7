//! Several failures at once.

use super::Error;
use std::fmt;
use std::sync::Arc;

/// After a reload or a replacement, something that was loaded is not loaded any more. The first failure is the
/// [`source`](std::error::Error::source).
#[derive(Debug)]
pub struct ReloadFailed {
    pub(in super::super) plugin: Arc<str>,
    /// Sorted by name.
    pub(in super::super) unloaded: Vec<Arc<str>>,
    pub(in super::super) failures: Failures,
}

impl ReloadFailed {
    /// The plugin that was to be reloaded or replaced.
    #[must_use]
    pub fn plugin(&self) -> &str {
        &self.plugin
    }

    /// What was loaded before and is not any more, sorted by name.
    #[must_use]
    pub fn unloaded(&self) -> impl ExactSizeIterator<Item = &str> {
        self.unloaded.iter().map(|plugin| &**plugin)
    }

    /// What went wrong.
    #[must_use]
    pub fn failures(&self) -> &Failures {
        &self.failures
    }
}

impl fmt::Display for ReloadFailed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plugin, unloaded, failures } = self;
        write!(formatter, "\"{plugin}\" was not reloaded completely: {failures}; ")?;
        match &unloaded[..] {
            [] => formatter.write_str("everything that was loaded still is"),
            unloaded => write!(formatter, "now unloaded: {}", unloaded.join(", ")),
        }
    }
}

impl std::error::Error for ReloadFailed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.failures.0.first().map(|error| error as _)
    }
}

/// Everything that went wrong when many plugins were loaded or unloaded: at least one error.
#[derive(Clone, Debug)]
pub struct Failures(pub(in super::super) Vec<Error>);

impl Failures {
    pub(in super::super) fn none_of(errors: Vec<Error>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self(errors)) }
    }

    /// The errors, in the order in which they came.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Error> {
        self.0.iter()
    }
}

impl fmt::Display for Failures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, error) in self.0.iter().enumerate() {
            write!(formatter, "{}{error}", if place == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Failures {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.first().map(|error| error as _)
    }
}
