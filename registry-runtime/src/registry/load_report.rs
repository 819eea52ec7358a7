//! What came of constructing everything.

use crate::error::{Error, Problem};
use std::fmt;

/// What [`Registry::load_all`](crate::Registry::load_all) constructed, and what it did not. Needs the feature `std`.
#[derive(Debug)]
#[non_exhaustive]
#[must_use]
pub struct LoadReport {
    /// The registry.
    pub kind: &'static str,
    /// The names of the entries whose shared instances are there, sorted.
    pub loaded: Vec<&'static str>,
    /// The names and aliases that a component did not get, and why: it is for another API version, another entry has the name, or
    /// it does not replace what it says it replaces.
    pub skipped: Vec<(&'static str, Problem)>,
    /// The names of the entries that could not be constructed, sorted, and what each said.
    pub errors: Vec<(&'static str, Error)>,
}

impl LoadReport {
    /// Whether everything that was registered is there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.skipped.is_empty() && self.errors.is_empty()
    }
}

/// The counts with the names that are loaded, and a line for each other.
impl fmt::Display for LoadReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, loaded, skipped, errors } = self;
        write!(formatter, "{kind}: {} loaded, {} skipped, {} failed", loaded.len(), skipped.len(), errors.len())?;
        if !loaded.is_empty() {
            write!(formatter, "\nloaded: {}", loaded.join(", "))?;
        }
        for (name, problem) in skipped {
            write!(formatter, "\nskipped {name}: {problem}")?;
        }
        for (name, error) in errors {
            write!(formatter, "\nfailed {name}: {error}")?;
        }
        Ok(())
    }
}
