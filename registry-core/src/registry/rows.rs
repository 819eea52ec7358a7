//! The rows of an index: where each key is, with its entry.

use super::places::Places;
use super::slot::Span;
use crate::hash::hash;

/// What an index is made of. Nothing here knows what a registry holds: it is compiled once, and not again for each registry.
pub(super) struct Rows {
    /// The row of each key, by its hash.
    pub(super) places: Places,
    /// The number of the key of each row. Rows that are free have the first key: what finds that there has found the right entry.
    pub(super) keys: Vec<u32>,
    /// The text of all keys. Where the program has it, texts are far apart, and a lookup would wait for memory.
    pub(super) texts: String,
    /// Where in it each key is.
    pub(super) spans: Vec<Span>,
}

impl Rows {
    /// Those of `keys`.
    pub(super) fn of(keys: &[&str]) -> Self {
        let hashes: Vec<_> = keys.iter().map(|key| hash(key)).collect();
        let (places, rows) = Places::of(&hashes);
        let end = rows.iter().map(|row| *row as usize + 1).max().unwrap_or_default();
        let mut numbers = vec![0; end.max(places.rows())];
        for (row, number) in rows.iter().zip(0..) {
            numbers[*row as usize] = number;
        }
        Self::with(keys, places, numbers)
    }

    /// Those of keys that lead nowhere, because the registry cannot be read.
    pub(super) fn without_places(keys: &[&str]) -> Self {
        Self::with(keys, Places::of(&[]).0, (0..).take(keys.len()).collect())
    }

    fn with(names: &[&str], places: Places, keys: Vec<u32>) -> Self {
        let mut texts = String::with_capacity(names.iter().map(|name| name.len()).sum());
        let spans = names.iter().map(|name| {
            let start = position(texts.len());
            texts.push_str(name);
            Span { start, length: position(name.len()) }
        });
        Self { spans: spans.collect(), places, keys, texts }
    }

    /// Whether each key is where its hash leads: as good as always if all of them are different.
    pub(super) fn are_perfect(&self) -> bool {
        self.keys.len() == self.places.rows()
    }
}

fn position(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("names of less than 2^32 bytes")
}
