//! The rows of an index: where each key is, with its entry.

use super::places::Places;
use crate::hash::hash;

/// What an index is made of. Nothing here knows what a registry holds: it is compiled once, and not again for each registry.
pub(super) struct Rows {
    /// The row of each key; empty if the registry cannot be read.
    pub(super) places: Places,
    /// The rows of names, sorted, then those of aliases.
    pub(super) order: Vec<u32>,
    /// How many rows there are.
    pub(super) count: usize,
}

impl Rows {
    /// Those of `keys`.
    pub(super) fn of(keys: &[&str], is_usable: bool) -> Self {
        if !is_usable {
            return Self { places: Places::of(&[]).0, order: (0..).take(keys.len()).collect(), count: keys.len() };
        }
        let hashes: Vec<_> = keys.iter().map(|key| hash(key)).collect();
        let (places, order) = Places::of(&hashes);
        let end = order.iter().map(|row| *row as usize + 1).max().unwrap_or_default();
        Self { count: end.max(places.rows()), places, order }
    }
}
