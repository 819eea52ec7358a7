//! The next snapshot.

use super::announced::version;
use super::fields::fields;
use super::{Program, StableName, StableNames};
use crate::manifest::ManifestEntry;
use std::collections::BTreeMap;

pub(super) fn renewed(names: &StableNames, program: &Program) -> StableNames {
    let mut registries: BTreeMap<String, BTreeMap<String, StableName>> = BTreeMap::new();
    for (label, entry) in program.stable() {
        let stable = stable(entry, names.get(&label, &entry.name));
        registries.entry(label).or_default().insert(entry.name.clone(), stable);
    }
    StableNames::new(registries)
}

fn stable(entry: &ManifestEntry, before: Option<&StableName>) -> StableName {
    let before = before.filter(|before| before.crate_name == entry.crate_name);
    StableName {
        aliases: entry.aliases.clone(),
        crate_name: entry.crate_name.clone(),
        version: before.map_or(&entry.version, |before| &before.version).clone(),
        deprecated: deprecated(entry, before),
        metadata: entry.metadata.clone(),
        config: entry.config.as_ref().map(fields).unwrap_or_default(),
    }
}

/// Since when it is deprecated: what it says itself, but not a minor version before the snapshot saw it.
fn deprecated(entry: &ManifestEntry, before: Option<&StableName>) -> Option<String> {
    let deprecation = entry.deprecated.as_ref()?;
    let said = deprecation.since.as_deref().filter(|since| version(since).is_some());
    let seen = before.map(|before| before.deprecated.as_deref().unwrap_or(&entry.version));
    let since = match (said, seen) {
        (Some(said), Some(seen)) if minor_version(said) < minor_version(seen) => seen,
        (Some(said), _) => said,
        (None, Some(seen)) => seen,
        (None, None) => &entry.version,
    };
    Some(since.to_owned())
}

fn minor_version(text: &str) -> Option<(u64, u64)> {
    version(text).map(|version| (version.major, version.minor))
}
