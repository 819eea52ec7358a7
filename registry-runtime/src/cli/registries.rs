//! The registries that a command looks at.

use super::failure::{Failure, UnknownKind};
use crate::catalog::{AnyEntry, AnyRegistry, catalog};

/// Those of this kind, or all. A kind that two crates declare has two.
pub(super) fn of_kind(kind: Option<&str>) -> Result<Vec<AnyRegistry>, Failure> {
    let mut registries: Vec<AnyRegistry> = catalog().iter().collect();
    let Some(kind) = kind else { return Ok(registries) };
    if registries.iter().all(|registry| registry.kind() != kind) {
        return Err(UnknownKind { kind: kind.to_owned(), kinds: kinds(&registries) }.into());
    }
    registries.retain(|registry| registry.kind() == kind);
    Ok(registries)
}

/// The component with this name or alias, also in a registry whose registrations contradict each other.
pub(super) fn find<'a>(registry: &'a AnyRegistry, name: &str) -> Option<&'a AnyEntry> {
    let has_name = |entry: &&AnyEntry| entry.name() == name || entry.aliases().contains(&name);
    registry.get(name).or_else(|| registry.iter().find(has_name))
}

/// The kinds, each once.
pub(super) fn kinds(registries: &[AnyRegistry]) -> Vec<&'static str> {
    let mut kinds: Vec<_> = registries.iter().map(AnyRegistry::kind).collect();
    kinds.dedup();
    kinds
}

/// `metrics`, or `metrics, evalkit_api::METRICS` if two of `all` are of this kind.
pub(super) fn title(registry: &AnyRegistry, all: &[AnyRegistry]) -> String {
    let kind = registry.kind();
    if is_ambiguous(kind, all) { format!("{kind}, {}", registry.path()) } else { kind.to_owned() }
}

/// `kind`, or with the path behind it in brackets if two of `all` are of this kind.
pub(super) fn kind_at(kind: &str, path: &str, all: &[AnyRegistry]) -> String {
    if is_ambiguous(kind, all) { format!("{kind} ({path})") } else { kind.to_owned() }
}

fn is_ambiguous(kind: &str, all: &[AnyRegistry]) -> bool {
    all.iter().filter(|registry| registry.kind() == kind).count() > 1
}

/// Each name and alias of the registry.
pub(super) fn resolvable(registry: &AnyRegistry) -> impl Iterator<Item = &'static str> + '_ {
    registry.iter().flat_map(|entry: &AnyEntry| std::iter::once(entry.name()).chain(entry.aliases().iter().copied()))
}
