//! The snapshot.

use super::{Program, StableChanges, compare, renew};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The format that this version reads and writes.
const FORMAT: u32 = 1;

/// The names that are promised to stay, with what is promised about them: the content of a snapshot.
///
/// ```
/// use registry_core::stable::{Program, StableNames};
/// # let manifest = serde_json::from_str(
/// #     r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [
/// #         { "name": "f1", "crate": "basic", "version": "1.2.0", "type": "basic::F1", "stable": true }
/// #     ] }] }"#,
/// # )?;
///
/// let names = StableNames::of(&Program::new(manifest));      // or `Program::new(catalog().manifest())`
/// assert_eq!(names.get("metrics", "f1").unwrap().version, "1.2.0");
/// assert_eq!(StableNames::from_json(&names.to_json())?, names);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StableNames {
    format: u32,
    /// By kind, and where several registries have one kind, by `kind (path)`; then by name.
    registries: BTreeMap<String, BTreeMap<String, StableName>>,
}

/// A name that is promised to stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StableName {
    /// More names that lead to it, sorted; they are promised too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The package that registers it.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// The version of that package when the snapshot first had the name.
    pub version: String,
    /// The version it is deprecated since: what `deprecated(since = "..")` says, but not earlier than the snapshot saw it. Where it
    /// says nothing, the version of the package when the snapshot first saw it deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The fields of its metadata.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, Value>,
    /// The fields of its config by their paths, as `average`, `steps[].name`; `(whole)` for a config that is no table, or may be
    /// something else.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub config: BTreeMap<String, StableField>,
}

/// A field of a config.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StableField {
    /// What it can hold, as `string | null` or `'macro' | 'micro'`.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Whether it must be there.
    pub required: bool,
}

/// The format comes first, because what else there is depends on it.
#[derive(Deserialize)]
struct Header {
    format: u32,
}

impl StableNames {
    /// Those of `program`, as a first snapshot has them.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        Self::new(BTreeMap::new()).renewed(program)
    }

    pub(super) fn new(registries: BTreeMap<String, BTreeMap<String, StableName>>) -> Self {
        Self { format: FORMAT, registries }
    }

    /// Those of `program`, with what this snapshot knows of the past: since when there is a name, and since when it is deprecated.
    #[must_use]
    pub fn renewed(&self, program: &Program) -> Self {
        renew::renewed(self, program)
    }

    /// What has become of these names in `program`.
    pub fn compare(&self, program: &Program) -> StableChanges {
        compare::compare(self, program)
    }

    /// The name in a registry, which is its kind, or `kind (path)` where several registries have one kind.
    #[must_use]
    pub fn get(&self, registry: &str, name: &str) -> Option<&StableName> {
        self.registries.get(registry)?.get(name)
    }

    /// Each registry, name, and what is promised; sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &StableName)> {
        self.registries
            .iter()
            .flat_map(|(registry, names)| names.iter().map(move |(name, stable)| (&**registry, &**name, stable)))
    }

    /// Reads a snapshot.
    ///
    /// # Errors
    /// With line and column what is wrong with it, such as another format.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        let header: Header = serde_json::from_str(text)?;
        if header.format == FORMAT {
            return serde_json::from_str(text);
        }
        Err(serde::de::Error::custom(format_args!(
            "this is a snapshot of format {}, and this version of registry-core knows only format {FORMAT}: test with the \
             version that wrote it",
            header.format
        )))
    }

    /// The snapshot as a text, sorted and with a line break at the end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut value = serde_json::json!(self);
        value.sort_all_objects();
        format!("{value:#}\n")
    }
}
