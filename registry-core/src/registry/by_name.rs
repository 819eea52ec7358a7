//! The entries of a registry by name.

use super::places::Places;
use super::resolve::{Claim, Resolved, resolve};
use super::rows::Rows;
use super::sorted::sorted;
use super::{Key, Settings, Slot};
use crate::entry::Entry;
use crate::error::{Problem, Problems};
use crate::hash::Words;
use std::sync::OnceLock;

/// What [`resolve`] found out, with the entries that it does not know.
pub(super) struct ByName<I: ?Sized + 'static, M: 'static> {
    /// Where the places say; free ones repeat another. An index is never freed.
    slots: &'static [Slot<I, M>],
    /// What their keys are parts of.
    texts: &'static str,
    /// Empty if the index is not usable, so that no read succeeds by luck.
    places: Places,
    /// How many names there are.
    names: usize,
    /// The rows of names, sorted by them. Not before it is asked for: many programs look up names and list none.
    sorted: OnceLock<Vec<u32>>,
    /// The places of entries in order, with what leads to them besides their names and aliases, because they replace others.
    inherited: Vec<(usize, &'static str)>,
    problems: Vec<Problem>,
    is_usable: bool,
}

impl<I: ?Sized, M> ByName<I, M> {
    /// Decides who gets which name. The outcome does not depend on the order of `entries`.
    pub(super) fn of(entries: &[&'static Entry<I, M>], settings: &Settings) -> Self {
        Self::undisputed(entries).unwrap_or_else(|| Self::resolved(entries, settings))
    }

    /// If nothing is said but names, and each of them only once, as in most registries.
    fn undisputed(entries: &[&'static Entry<I, M>]) -> Option<Self> {
        let mut names = Vec::with_capacity(entries.len());
        for entry in entries {
            if entry.registration().details.is_some() {
                return None;
            }
            names.push(entry.name());
        }
        let rows = Rows::of(&names);
        rows.are_perfect().then(|| Self::arranged(entries, rows))
    }

    fn resolved(entries: &[&'static Entry<I, M>], settings: &Settings) -> Self {
        let mut claims = Vec::with_capacity(entries.len());
        for (entry, number) in entries.iter().zip(0..) {
            claims.push(Claim::of(entry, number));
        }
        let Resolved { holders, aliases, inherited, problems, is_usable } = resolve(&claims, settings);
        let (mut keys, mut keyed) = (Vec::new(), Vec::new());
        for holder in &holders {
            let entry = entries[*holder as usize];
            keys.push(entry.name());
            keyed.push(entry);
        }
        for (alias, place) in aliases {
            keys.push(alias);
            keyed.push(keyed[place]);
        }
        let rows = if is_usable { Rows::of(&keys) } else { Rows::without_places(&keys) };
        Self { names: holders.len(), inherited, problems, is_usable, ..Self::arranged(&keyed, rows) }
    }

    /// With rows of keys for `entries`, all of them names, and no problems.
    fn arranged(entries: &[&'static Entry<I, M>], rows: Rows) -> Self {
        let mut slots = Vec::with_capacity(rows.keys.len());
        for key in rows.keys {
            slots.push(Slot::new(rows.spans[key as usize], entries[key as usize]));
        }
        Self {
            slots: slots.leak(),
            texts: rows.texts.leak(),
            places: rows.places,
            names: entries.len(),
            sorted: OnceLock::new(),
            inherited: Vec::new(),
            problems: Vec::new(),
            is_usable: true,
        }
    }

    /// The slot of this key.
    pub(super) fn get(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        self.unusual(key).or_else(|| self.last().iter().find(|slot| self.key(slot) == key.name()))
    }

    /// The slot of the key with these words and this hash, unless it is one of the [last](Self::last).
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it is short, and a call of it would take as long as all else")]
    pub(super) fn usual(&self, words: Words<'_>, hash: u64) -> Option<&'static Slot<I, M>> {
        let slot = self.first(hash)?;
        let text = self.texts.as_bytes().get(slot.key.start as usize..)?;
        (slot.key.length as usize == words.name().len() && words.begin(text)).then_some(slot)
    }

    /// The slot of this key, unless it is one of the [last](Self::last).
    #[inline]
    pub(super) fn unusual(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        self.first(key.hash()).filter(|slot| self.key(slot) == key.name())
    }

    /// The slot where the key with this hash is, unless it is one of the [last](Self::last). There may be no such key.
    #[inline]
    fn first(&self, hash: u64) -> Option<&'static Slot<I, M>> {
        self.slots.get(self.places.row(hash)?)
    }

    /// Those that a hash does not lead to: hardly ever any.
    fn last(&self) -> &'static [Slot<I, M>] {
        if self.is_usable { self.slots.get(self.places.rows()..).unwrap_or_default() } else { &[] }
    }

    fn key(&self, slot: &Slot<I, M>) -> &'static str {
        let start = slot.key.start as usize;
        &self.texts[start..start + slot.key.length as usize]
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names
    }

    /// The slot of the name that comes after so many others.
    pub(super) fn nth(&self, place: usize) -> Option<&'static Slot<I, M>> {
        self.sorted().get(place).map(|row| self.slot(*row))
    }

    /// How many names come before `name`.
    pub(super) fn place_of(&self, name: &str) -> usize {
        self.sorted().partition_point(|row| self.key(self.slot(*row)) < name)
    }

    /// Sorted by name.
    pub(super) fn slots(&self) -> impl Iterator<Item = &'static Slot<I, M>> {
        self.sorted().iter().map(|row| self.slot(*row))
    }

    fn sorted(&self) -> &[u32] {
        self.sorted.get_or_init(|| {
            let (mut names, mut rows) = (Vec::with_capacity(self.names), Vec::with_capacity(self.names));
            for (row, slot, key) in self.rows() {
                if key == slot.entry().name() {
                    names.push(key);
                    rows.push(row);
                }
            }
            sorted(&names).into_iter().map(|number| rows[number as usize]).collect()
        })
    }

    /// The rows that are not free, with their keys.
    fn rows(&self) -> impl Iterator<Item = (u32, &'static Slot<I, M>, &'static str)> {
        let rows = self.slots.iter().zip(0..).map(|(slot, row)| (row, slot, self.key(slot)));
        rows.filter(|(row, _, key)| self.leads_to(*row as usize, key))
    }

    /// Whether `key`, which is in this row, belongs there.
    fn leads_to(&self, row: usize, key: &str) -> bool {
        row >= self.places.rows() || self.places.row(Key::new(key).hash()) == Some(row)
    }

    fn slot(&self, row: u32) -> &'static Slot<I, M> {
        &self.slots[row as usize]
    }

    /// Every name and alias that leads to an entry, with the entry, in no particular order.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &'static Slot<I, M>)> {
        let is_usable = self.is_usable;
        self.rows().map(|(_, slot, key)| (key, slot)).filter(move |_| is_usable)
    }

    /// What leads to `entry` besides its name and its aliases.
    pub(super) fn inherited_by(&self, entry: &'static Entry<I, M>) -> impl Iterator<Item = &'static str> {
        let of_entry =
            move |(slot, _): &&(usize, _)| self.nth(*slot).is_some_and(|slot| std::ptr::eq(slot.entry(), entry));
        self.inherited.iter().filter(of_entry).map(|(_, key)| *key)
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether each key is where its hash leads, and the registry can be read.
    #[inline]
    pub(super) fn is_perfect(&self) -> bool {
        self.is_usable && self.slots.len() == self.places.rows()
    }

    /// The fatal problems, if there are any.
    pub(super) fn usable(&self) -> Result<(), Problems> {
        fatal(&self.problems)
    }
}

/// The fatal ones among `problems`.
pub(super) fn fatal(problems: &[Problem]) -> Result<(), Problems> {
    if problems.is_empty() {
        return Ok(());
    }
    Problems::none_of(problems.iter().filter(|problem| problem.is_fatal()).cloned())
}

#[cfg(test)]
#[path = "by_name_tests.rs"]
mod tests;
