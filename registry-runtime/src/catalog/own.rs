//! The entries of a registry that is at hand, as those of [`AnyRegistry`](crate::AnyRegistry) are.

use super::AnyEntry;
use super::aliases::{self, ByName};
use crate::metadata::Metadata;
use crate::registry::Registry;

/// The entries as they are in `registry`, sorted by name.
#[track_caller]
pub(crate) fn entries_of<I: ?Sized + 'static, M: Metadata>(registry: &Registry<I, M>) -> Vec<AnyEntry> {
    let mut entries: Vec<_> = registry.iter().map(|entry| AnyEntry::from(entry).within(registry.kind())).collect();
    let by_name = by_name(registry, &entries);
    aliases::resolve(&mut entries, &by_name);
    entries
}

fn by_name<I: ?Sized + 'static, M: Metadata>(registry: &Registry<I, M>, entries: &[AnyEntry]) -> ByName {
    let place_of = |name: &str| {
        let holder = registry.get(name)?.name();
        entries.binary_search_by_key(&holder, AnyEntry::name).ok()
    };
    let names = registry.resolvable().unwrap_or_default();
    names.into_iter().filter_map(|name| Some((name, place_of(name)?))).collect()
}
