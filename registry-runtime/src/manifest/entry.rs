//! What a manifest says of a registry and of an entry.

use super::canonical;
use super::values::value;
use crate::catalog::{AnyEntry, AnyRegistry};
use crate::entry::Deprecation;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A registry in a [`Manifest`](super::Manifest).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManifestRegistry {
    /// The name of the registry, as in `kind = "metrics"`. Two registries may have one.
    pub kind: String,
    /// The path of the static, as in `evalkit_api::METRICS`.
    pub path: String,
    /// The API version that entries must declare, if they declare one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// The kind of its primary, if it is a secondary registry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary_of: Option<String>,
    /// Sorted by name.
    pub entries: Vec<ManifestEntry>,
}

/// An entry in a [`Manifest`](super::Manifest): what does not depend on the machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManifestEntry {
    /// The name.
    pub name: String,
    /// More names that lead to it, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The package that registers it.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// The version of that package.
    pub version: String,
    /// The registered type or function.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The API version that it declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// Whether its name is promised to stay.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stable: bool,
    /// That it should not be used any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<ManifestDeprecation>,
    /// The fields of its metadata.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, Value>,
    /// The JSON Schema of its config, without words for people; `true` if its fields are not known. None if it takes none, or if
    /// the program was built without the feature `schema`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<Value>,
}

/// A deprecation in a [`Manifest`](super::Manifest).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManifestDeprecation {
    /// The version it is deprecated since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why, or what to use instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The version in which it is to be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remove_in: Option<String>,
}

impl ManifestRegistry {
    pub(super) fn of(registry: &AnyRegistry) -> Self {
        Self {
            kind: registry.kind().to_owned(),
            path: registry.path().to_owned(),
            api: registry.api().map(str::to_owned),
            secondary_of: registry.secondary_of().map(str::to_owned),
            entries: registry.iter().map(ManifestEntry::of).collect(),
        }
    }

    pub(super) fn sort(&mut self) {
        for entry in &mut self.entries {
            entry.aliases.sort();
        }
        self.entries.sort_by_cached_key(|entry| (entry.name.clone(), canonical::text(entry)));
    }
}

impl ManifestEntry {
    fn of(entry: &AnyEntry) -> Self {
        let origin = entry.origin();
        #[cfg(feature = "schema")]
        let config = entry.config_schema();
        #[cfg(not(feature = "schema"))]
        let config = None;
        Self {
            name: entry.name().to_owned(),
            aliases: entry.aliases().iter().map(|alias| (*alias).to_owned()).collect(),
            crate_name: origin.crate_name.to_owned(),
            version: origin.version.to_owned(),
            type_name: entry.type_name().to_owned(),
            api: entry.api().map(str::to_owned),
            stable: entry.is_stable(),
            deprecated: entry.deprecation().map(ManifestDeprecation::of),
            metadata: entry.metadata().iter().map(|(field, data)| ((*field).to_owned(), value(data))).collect(),
            config,
        }
    }
}

impl ManifestDeprecation {
    fn of(deprecation: Deprecation) -> Self {
        let Deprecation { since, note, remove_in } = deprecation;
        Self { since: since.map(str::to_owned), note: note.map(str::to_owned), remove_in: remove_in.map(str::to_owned) }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
