//! What has become of a stable name.

use std::fmt;

/// What has become of a stable name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StableChange {
    /// The kind of the registry; `kind (path)` where several registries have one kind.
    pub registry: String,
    /// The name.
    pub name: String,
    /// What has happened, as a sentence that goes on after the name.
    pub change: String,
    /// What to do instead, if a promise is broken.
    pub way_out: Option<String>,
}

impl StableChange {
    pub(super) fn new(registry: &str, name: &str, change: impl Into<String>) -> Self {
        Self { registry: registry.to_owned(), name: name.to_owned(), change: change.into(), way_out: None }
    }

    pub(super) fn breaking(self, way_out: impl Into<String>) -> Self {
        Self { way_out: Some(way_out.into()), ..self }
    }

    /// Whether a promise is broken.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.way_out.is_some()
    }
}

impl fmt::Display for StableChange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { registry, name, change, way_out } = self;
        write!(formatter, "{registry} {name:?} {change}")?;
        match way_out {
            Some(way_out) => write!(formatter, "; {way_out}"),
            None => Ok(()),
        }
    }
}

/// What has become of the names of a snapshot; empty if it is up to date.
///
/// ```
/// use registry_core::stable::{Program, StableNames};
///
/// let names = StableNames::from_json(
///     r#"{ "format": 1, "registries": { "metrics": { "f1": { "crate": "basic", "version": "1.0.0" } } } }"#,
/// )?;
/// let empty = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [] }] }"#;
/// let changes = names.compare(&Program::new(serde_json::from_str(empty)?));
/// let change = changes.iter().next().unwrap();
/// assert_eq!((change.registry.as_str(), change.name.as_str(), change.is_breaking()), ("metrics", "f1", true));
/// assert_eq!(change.change, "is gone: it was not deprecated");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct StableChanges {
    changes: Vec<StableChange>,
}

impl StableChanges {
    pub(super) fn new(changes: Vec<StableChange>) -> Self {
        Self { changes }
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How much has changed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether a promise is broken.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.iter().any(StableChange::is_breaking)
    }

    /// Each change: by registry and name, the broken promises first.
    pub fn iter(&self) -> std::slice::Iter<'_, StableChange> {
        self.changes.iter()
    }
}

impl<'a> IntoIterator for &'a StableChanges {
    type Item = &'a StableChange;
    type IntoIter = std::slice::Iter<'a, StableChange>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One on each line.
impl fmt::Display for StableChanges {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, change) in self.iter().enumerate() {
            let separator = if place > 0 { "\n" } else { "" };
            write!(formatter, "{separator}{change}")?;
        }
        Ok(())
    }
}
