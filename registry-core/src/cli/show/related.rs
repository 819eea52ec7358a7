//! What else belongs to a component.

use crate::catalog::{AnyEntry, AnyRegistry};

/// The kinds of the secondary registries that have something under a name of this component.
pub(super) fn secondaries(entry: &AnyEntry, registries: &[AnyRegistry]) -> Vec<&'static str> {
    let secondaries = registries.iter().filter(|registry| registry.secondary_of() == Some(entry.kind()));
    let has_key =
        |registry: &&AnyRegistry| registry.names().any(|key| key == entry.name() || entry.aliases().contains(&key));
    secondaries.filter(has_key).map(AnyRegistry::kind).collect()
}

/// The kinds of the other registries in which something has the same name.
pub(super) fn namesakes(entry: &AnyEntry, registries: &[AnyRegistry]) -> Vec<&'static str> {
    let others = registries.iter().filter(|registry| registry.kind() != entry.kind());
    let others = others.filter(|registry| registry.secondary_of() != Some(entry.kind()));
    others.filter(|registry| registry.names().any(|name| name == entry.name())).map(AnyRegistry::kind).collect()
}
