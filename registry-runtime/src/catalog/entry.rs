//! An entry, whatever its registry holds.

use crate::entry::{Deprecation, Entry, Origin, Registration};
use crate::metadata::{Metadata, MetadataValue};
use crate::registry::Claim;
use alloc::vec::Vec;
use core::fmt;

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
    kind: &'static str,
    /// That of the registry, if it is known which one the entry is in.
    path: Option<&'static str>,
    aliases: Vec<&'static str>,
}

impl AnyEntry {
    pub(super) fn new(claim: Claim, metadata: Vec<(&'static str, MetadataValue)>) -> Self {
        let kind = claim.registration().kind();
        Self { claim, metadata, kind, path: None, aliases: claim.aliases().to_vec() }
    }

    /// The entry as it is in a registry of this kind, which need not be the one it was first registered in.
    pub(super) fn within(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// The entry as it is in the registry at this path.
    pub(super) fn at(self, path: &'static str) -> Self {
        Self { path: Some(path), ..self }
    }

    pub(super) fn set_aliases(&mut self, aliases: Vec<&'static str>) {
        self.aliases = aliases;
    }

    /// See [`Entry::name`](crate::Entry::name).
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.claim.name()
    }

    /// The kind of the registry that it is in: of an entry of [`AnyRegistry`](crate::AnyRegistry) always that registry's, also if
    /// it came from another by [`merge`](crate::Registry::merge). Of one that was made from an [`Entry`] what
    /// [`Entry::kind`](crate::Entry::kind) says.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The path of the static of its registry, as in `evalkit_api::METRICS`. None if it was made from an [`Entry`], which does not
    /// know it.
    #[must_use]
    pub fn path(&self) -> Option<&'static str> {
        self.path
    }

    /// Other names that lead to it: of an entry of [`AnyRegistry`](crate::AnyRegistry) without those that another got, and with
    /// those that it took over from one that it replaces. Of one that was made from an [`Entry`] what was written.
    #[must_use]
    pub fn aliases(&self) -> &[&'static str] {
        &self.aliases
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

    /// Whether it came with the attribute of another component, in `secondary(..)`.
    #[must_use]
    pub fn is_secondary(&self) -> bool {
        self.registration().is_secondary()
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
