//! An entry, whatever its registry holds.

use crate::entry::{Deprecation, Entry, Origin, Registration};
use crate::metadata::{Metadata, MetadataValue};
use crate::registry::Claim;
use std::fmt;

/// An entry of [`AnyRegistry`](crate::AnyRegistry), whatever it holds: all that is known about it but the component.
///
/// An [`Entry`] whose metadata is [`Metadata`](trait@Metadata) can be made one:
///
/// ```
/// use registry_core::{AnyEntry, Registry, register, registry};
///
/// #[registry]
/// static LIMITS: Registry<u32>;
///
/// #[register(kind = "limits")]
/// const LARGE: u32 = 1000;
///
/// let entries: Vec<AnyEntry> = LIMITS.iter().map(AnyEntry::from).collect();
/// assert_eq!(entries[0].name(), "large");
/// ```
#[derive(Clone)]
pub struct AnyEntry {
    claim: Claim,
    metadata: Vec<(&'static str, MetadataValue)>,
}

impl AnyEntry {
    pub(super) fn new(claim: Claim, metadata: Vec<(&'static str, MetadataValue)>) -> Self {
        Self { claim, metadata }
    }

    /// See [`Entry::name`](crate::Entry::name).
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.claim.name()
    }

    /// See [`Entry::kind`](crate::Entry::kind).
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.registration().kind()
    }

    /// See [`Entry::aliases`](crate::Entry::aliases).
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.claim.aliases()
    }

    /// Each field of the metadata; see [`Metadata::fields`](crate::Metadata::fields).
    #[must_use]
    pub fn metadata(&self) -> &[(&'static str, MetadataValue)] {
        &self.metadata
    }

    /// See [`Entry::docs`](crate::Entry::docs).
    #[must_use]
    pub fn docs(&self) -> &'static str {
        self.registration().docs()
    }

    /// See [`Entry::origin`](crate::Entry::origin).
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.claim.origin()
    }

    /// See [`Entry::api`](crate::Entry::api).
    #[must_use]
    pub fn api(&self) -> Option<&'static str> {
        Some(self.registration().details().api).filter(|api| !api.is_empty())
    }

    /// See [`Entry::deprecation`](crate::Entry::deprecation).
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation> {
        self.registration().details().deprecation
    }

    /// See [`Entry::is_stable`](crate::Entry::is_stable).
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.registration().details().stable
    }

    /// See [`Entry::type_name`](crate::Entry::type_name).
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.registration().type_name()
    }

    /// What describes its config; see [`config::of_config`](crate::config::of_config).
    #[cfg(all(feature = "manifest", feature = "schema"))]
    pub(crate) fn config_schema(&self) -> Option<serde_json::Value> {
        crate::config::of_config(&self.claim)
    }

    pub(super) fn claim(&self) -> Claim {
        self.claim
    }

    pub(super) fn registration(&self) -> &'static Registration {
        self.claim.registration()
    }
}

impl<I: ?Sized, M: Metadata> From<&'static Entry<I, M>> for AnyEntry {
    fn from(entry: &'static Entry<I, M>) -> Self {
        Self::new(Claim::of(entry, 0), entry.meta().fields())
    }
}

impl From<&AnyEntry> for AnyEntry {
    fn from(entry: &AnyEntry) -> Self {
        entry.clone()
    }
}

impl fmt::Debug for AnyEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AnyEntry")
            .field("kind", &self.kind())
            .field("name", &self.name())
            .field("type_name", &self.type_name())
            .field("origin", &self.origin())
            .field("metadata", &self.metadata)
            .finish_non_exhaustive()
    }
}
