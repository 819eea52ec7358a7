//! The entries of a registry by name.

use super::places::{FREE, Places};
use super::resolve::{Claim, Resolved, resolve};
use super::slot::Span;
use super::sorted::sorted;
use super::{Key, Settings, Slot};
use crate::entry::Entry;
use crate::error::{Problem, Problems};
use crate::hash::{Words, hash};
use crate::once::OnceLock;
use alloc::{string::String, vec::Vec};

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
        if entries.iter().any(|entry| entry.registration().details.is_some()) {
            return None;
        }
        let keyed = |number: usize| (entries[number].name(), entries[number]);
        let (places, keys) = Places::of(&hashes(entries.len(), keyed));
        // two of one name are never where their hash leads
        let is_perfect = keys.len() == places.rows();
        is_perfect.then(|| Self { names: entries.len(), ..Self::arranged(places, &keys, keyed) })
    }

    fn resolved(entries: &[&'static Entry<I, M>], settings: &Settings) -> Self {
        let mut claims = Vec::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            claims.push(Claim::of(entry, number));
        }
        let Resolved { holders, aliases, inherited, problems, is_usable } = resolve(&claims, settings);
        let mut keyed = Vec::with_capacity(holders.len() + aliases.len());
        for holder in &holders {
            let entry = entries[*holder];
            keyed.push((entry.name(), entry));
        }
        for (alias, place) in aliases {
            keyed.push((alias, keyed[place].1));
        }
        let count = keyed.len();
        let keyed = |number: usize| keyed[number];
        let (places, keys) = if is_usable { Places::of(&hashes(count, keyed)) } else { Places::nowhere(count) };
        Self { names: holders.len(), inherited, problems, is_usable, ..Self::arranged(places, &keys, keyed) }
    }

    /// With these keys in its rows, and no problems.
    fn arranged(places: Places, keys: &[u32], keyed: impl Fn(usize) -> Keyed<I, M>) -> Self {
        let bytes = keys.iter().filter(|number| **number != FREE).map(|number| keyed(*number as usize).0.len()).sum();
        let mut texts = String::with_capacity(bytes);
        let mut slots = Vec::with_capacity(keys.len());
        if !keys.is_empty() {
            texts.push_str(keyed(0).0);
        }
        for number in keys {
            // the first also is in each row that is free: what finds it there has found the right entry
            let number = if *number == FREE { 0 } else { *number as usize };
            let (key, entry) = keyed(number);
            let start = if number == 0 { 0 } else { texts.len() };
            if number > 0 {
                texts.push_str(key);
            }
            slots.push(Slot::new(Span::new(start, key.len()), entry));
        }
        Self {
            slots: slots.leak(),
            texts: String::leak(texts),
            places,
            names: 0,
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
        rows.filter(|(row, slot, key)| !slot.key.is_first() || self.leads_to(*row as usize, key))
    }

    /// Whether `key`, which is in this row, belongs there.
    fn leads_to(&self, row: usize, key: &str) -> bool {
        row >= self.places.rows() || self.places.row(hash(key)) == Some(row)
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
            move |(slot, _): &&(usize, _)| self.nth(*slot).is_some_and(|slot| core::ptr::eq(slot.entry(), entry));
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

/// A key, and the entry that it leads to.
type Keyed<I, M> = (&'static str, &'static Entry<I, M>);

fn hashes<I: ?Sized + 'static, M: 'static>(count: usize, keyed: impl Fn(usize) -> Keyed<I, M>) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(count);
    for number in 0..count {
        hashes.push(hash(keyed(number).0));
    }
    hashes
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
