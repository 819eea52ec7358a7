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

/// Since when it is deprecated: what it says itself, or else when it was first seen.
fn deprecated(entry: &ManifestEntry, before: Option<&StableName>) -> Option<String> {
    let deprecation = entry.deprecated.as_ref()?;
    let said = deprecation.since.clone().filter(|since| version(since).is_some());
    let seen = || before.and_then(|before| before.deprecated.clone());
    said.or_else(seen).or_else(|| Some(entry.version.clone()))
}
