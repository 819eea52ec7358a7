//! The next snapshot.

use super::announced::version;
use super::fields::fields;
use super::program::{is_called, leads_to};
use super::{Program, StableName, StableNames};
use crate::manifest::{ManifestEntry, ManifestRegistry};
use std::collections::BTreeMap;

pub(super) fn renewed(names: &StableNames, program: &Program) -> StableNames {
    let mut registries: BTreeMap<String, BTreeMap<String, StableName>> = BTreeMap::new();
    for (registry, entry) in program.stable() {
        let label = program.label(registry);
        let stable = StableName {
            aliases: entry.aliases.clone(),
            crate_name: entry.crate_name.clone(),
            version: first_version(entry, names.get(&label, &entry.name)).to_owned(),
            deprecated: deprecated(entry, &before(names, registry, entry)),
            metadata: entry.metadata.clone(),
            config: entry.config.as_ref().map(fields).unwrap_or_default(),
        };
        registries.entry(label).or_default().insert(entry.name.clone(), stable);
    }
    StableNames::new(registries)
}

/// The version of its crate that brought the name.
fn first_version<'a>(entry: &'a ManifestEntry, before: Option<&'a StableName>) -> &'a str {
    before.filter(|before| before.crate_name == entry.crate_name).map_or(&entry.version, |before| &before.version)
}

/// What the snapshot promises of the names that lead to the entry now. Those may be names of other entries, and of other crates:
/// an entry does not lose its history with its name or its crate.
fn before<'a>(names: &'a StableNames, registry: &ManifestRegistry, entry: &ManifestEntry) -> Vec<&'a StableName> {
    let same_registry = names.iter().filter(|(label, ..)| is_called(registry, label));
    let same_entry = same_registry
        .filter(|(_, name, stable)| leads_to(entry, name) || stable.aliases.iter().any(|alias| leads_to(entry, alias)));
    same_entry.map(|(.., stable)| stable).collect()
}

/// Since when it is deprecated: what it says itself, but not a minor version before the snapshot saw it.
fn deprecated(entry: &ManifestEntry, before: &[&StableName]) -> Option<String> {
    let deprecation = entry.deprecated.as_ref()?;
    let said = deprecation.since.as_deref().filter(|since| version(since).is_some());
    let seen = before.iter().map(|before| seen(entry, before)).max_by_key(|seen| version(seen));
    let since = match (said, seen) {
        (Some(said), Some(seen)) if minor_version(said) < minor_version(seen) => seen,
        (Some(said), _) => said,
        (None, Some(seen)) => seen,
        (None, None) => &entry.version,
    };
    Some(since.to_owned())
}

/// The version in which the deprecation of what was promised before was first seen. The versions of another crate say nothing of
/// those of this one, so what moves to another crate is seen there now.
fn seen<'a>(entry: &'a ManifestEntry, before: &'a StableName) -> &'a str {
    let same_crate = Some(before).filter(|before| before.crate_name == entry.crate_name);
    same_crate.and_then(|before| before.deprecated.as_deref()).unwrap_or(&entry.version)
}

fn minor_version(text: &str) -> Option<(u64, u64)> {
    version(text).map(|version| (version.major, version.minor))
}
