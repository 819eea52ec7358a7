//! What leads to an entry besides its name.

use super::AnyEntry;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// The names and aliases of a registry, with the places of their entries; empty if the registry cannot be read.
pub(super) type ByName = BTreeMap<&'static str, usize>;

/// Gives each entry the aliases that lead to it: not what it lost to another, but what it took over from one that it replaces.
pub(super) fn resolve(entries: &mut [AnyEntry], by_name: &ByName) {
    if by_name.is_empty() {
        // nothing leads anywhere: what was written tells most
        return;
    }
    let mut taken_over = taken_over(entries, by_name);
    for (place, entry) in entries.iter_mut().enumerate() {
        let written = entry.aliases().iter().copied();
        let mut aliases: Vec<_> = written.filter(|alias| by_name.get(alias) == Some(&place)).collect();
        aliases.extend(taken_over.remove(&place).unwrap_or_default());
        entry.set_aliases(aliases);
    }
}

/// What leads to an entry that was not written there, sorted.
fn taken_over(entries: &[AnyEntry], by_name: &ByName) -> BTreeMap<usize, Vec<&'static str>> {
    let mut taken_over: BTreeMap<usize, Vec<&'static str>> = BTreeMap::new();
    for (name, place) in by_name {
        let is_own = entries.get(*place).is_none_or(|entry| entry.name() == *name || entry.aliases().contains(name));
        if !is_own {
            taken_over.entry(*place).or_default().push(*name);
        }
    }
    for names in taken_over.values_mut() {
        names.sort_unstable();
    }
    taken_over
}
