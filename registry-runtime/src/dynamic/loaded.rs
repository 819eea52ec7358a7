//! What came of a library.

use std::fmt;
use std::path::{Path, PathBuf};

/// A library that was loaded, and what it brought; made by [`load`](super::load).
#[derive(Clone, Debug)]
pub struct Loaded {
    pub(super) path: PathBuf,
    pub(super) package: String,
    pub(super) version: String,
    pub(super) registries: Vec<LoadedRegistry>,
    pub(super) unknown: Vec<&'static str>,
    /// Of what it exports: a file with several names is one library.
    pub(super) address: usize,
    pub(super) is_new: bool,
}

/// What a library brought into one registry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadedRegistry {
    /// The registry.
    pub kind: &'static str,
    /// The names that the library's entries have now, sorted.
    pub names: Vec<&'static str>,
    /// The names that they did not get, sorted: the registry keeps the first or the last of two, and
    /// [`duplicates`](crate::Registry::duplicates) says which.
    pub lost: Vec<&'static str>,
}

impl Loaded {
    /// For whoever loads it once more.
    pub(super) fn again(&self) -> Self {
        Self { is_new: false, ..self.clone() }
    }

    /// The file, with all links followed.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The package with `export_plugin!()`.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether it was loaded now, and not before.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// What it brought, sorted by kind; without registries that it brought nothing into.
    #[must_use]
    pub fn registries(&self) -> &[LoadedRegistry] {
        &self.registries
    }

    /// The paths of registries in which the library has entries, and which this program has not: they are in the library alone. Sorted by
    /// kind.
    #[must_use]
    pub fn unknown(&self) -> &[&'static str] {
        &self.unknown
    }
}

impl fmt::Display for LoadedRegistry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, names, lost } = self;
        write!(formatter, "{kind} {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") })?;
        if lost.is_empty() { Ok(()) } else { write!(formatter, " (lost to others: {})", lost.join(", ")) }
    }
}

/// The package and what it brought.
impl fmt::Display for Loaded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.package, self.version)?;
        let mut between = ": ";
        for registry in &self.registries {
            write!(formatter, "{between}{registry}")?;
            between = "; ";
        }
        if self.registries.is_empty() {
            formatter.write_str(": nothing")?;
        }
        for path in &self.unknown {
            write!(formatter, "; {path} is not in this program")?;
        }
        if self.is_new { Ok(()) } else { formatter.write_str(" (loaded before)") }
    }
}
