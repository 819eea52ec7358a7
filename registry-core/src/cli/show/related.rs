//! What else belongs to a component.

use crate::catalog::{AnyEntry, AnyRegistry};

/// The kinds of the other registries that have a component of the same name, as one that holds its companions has.
pub(super) fn companions(entry: &AnyEntry, registries: &[AnyRegistry]) -> Vec<&'static str> {
    let others = registries.iter().filter(|registry| registry.kind() != entry.kind());
    others.filter(|registry| registry.names().any(|name| name == entry.name())).map(AnyRegistry::kind).collect()
}
