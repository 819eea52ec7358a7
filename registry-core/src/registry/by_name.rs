//! The entries of a registry by name.

use super::places::Places;
use super::resolve::{Claim, Resolved, resolve};
use super::rows::Rows;
use super::{Key, Settings, Slot};
use crate::entry::Entry;
use crate::error::{Problem, Problems};
use crate::hash::Words;

/// What [`resolve`] found out, with the entries that it does not know.
pub(super) struct ByName<I: ?Sized + 'static, M: 'static> {
    /// Where the places say; free ones repeat another. An index is never freed.
    slots: &'static [Slot<I, M>],
    /// Empty if the index is not usable, so that no read succeeds by luck.
    places: Places,
    /// The places of names, sorted, then those of aliases.
    order: Vec<u32>,
    /// How many names there are.
    names: usize,
    /// What leads to an entry besides its name and its aliases, because it replaces another.
    inherited: Vec<(usize, &'static str)>,
    problems: Vec<Problem>,
    is_usable: bool,
}

impl<I: ?Sized, M> ByName<I, M> {
    /// Decides who gets which name. The outcome does not depend on the order of `entries`.
    pub(super) fn of(entries: &[&'static Entry<I, M>], settings: &Settings) -> Self {
        let mut claims = Vec::with_capacity(entries.len());
        for (entry, number) in entries.iter().zip(0..) {
            claims.push(Claim::of(entry, number));
        }
        let Resolved { holders, aliases, inherited, problems, is_usable } = resolve(&claims, settings);
        drop(claims);
        let mut keyed = Vec::with_capacity(holders.len() + aliases.len());
        for holder in &holders {
            let entry = entries[*holder as usize];
            keyed.push((entry.name(), entry));
        }
        for (alias, place) in aliases {
            keyed.push((alias, keyed[place].1));
        }
        let (slots, places, order) = arranged(&keyed, is_usable);
        Self { slots, places, order, names: holders.len(), inherited, problems, is_usable }
    }

    /// The slot of this key.
    pub(super) fn get(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        self.unusual(key).or_else(|| self.last().iter().find(|slot| slot.key() == key.name()))
    }

    /// The slot of the key with these words and this hash, unless it is one of the [last](Self::last).
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it is short, and a call of it would take as long as all else")]
    pub(super) fn usual(&self, words: Words<'_>, hash: u64) -> Option<&'static Slot<I, M>> {
        self.first(hash).filter(|slot| words.are_of(slot.key()))
    }

    /// The slot of this key, unless it is one of the [last](Self::last).
    #[inline]
    pub(super) fn unusual(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        self.first(key.hash()).filter(|slot| slot.key() == key.name())
    }

    /// The slot where the key with this hash is, unless it is one of the [last](Self::last). There may be no such key.
    #[inline]
    fn first(&self, hash: u64) -> Option<&'static Slot<I, M>> {
        self.slots.get(self.places.row(hash)?)
    }

    /// Those that a hash does not lead to: hardly ever any.
    #[inline]
    pub(super) fn last(&self) -> &'static [Slot<I, M>] {
        if self.is_usable { self.slots.get(self.places.rows()..).unwrap_or_default() } else { &[] }
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names
    }

    /// The slot of the name that comes after so many others.
    pub(super) fn nth(&self, place: usize) -> Option<&'static Slot<I, M>> {
        let row = self.order[..self.names].get(place)?;
        self.slots.get(*row as usize)
    }

    /// How many names come before `name`.
    pub(super) fn place_of(&self, name: &str) -> usize {
        self.order[..self.names].partition_point(|row| self.slots[*row as usize].key() < name)
    }

    /// Sorted by name.
    pub(super) fn slots(&self) -> impl Iterator<Item = &'static Slot<I, M>> {
        self.order[..self.names].iter().map(|row| &self.slots[*row as usize])
    }

    /// Every name and alias that leads to an entry, with the entry.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &'static Slot<I, M>)> {
        let keys = if self.is_usable { &self.order[..] } else { &[] };
        keys.iter().map(|row| &self.slots[*row as usize]).map(|slot| (slot.key(), slot))
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

/// An entry with a key that leads to it.
type Keyed<I, M> = (&'static str, &'static Entry<I, M>);

/// The slots of keys, where they are, and in the order of the keys.
fn arranged<I: ?Sized, M>(keyed: &[Keyed<I, M>], is_usable: bool) -> (&'static [Slot<I, M>], Places, Vec<u32>) {
    let mut keys = Vec::with_capacity(keyed.len());
    for (key, _) in keyed {
        keys.push(*key);
    }
    let Rows { places, order, count } = Rows::of(&keys, is_usable);
    let mut slots = Vec::with_capacity(count);
    if let Some((key, entry)) = keyed.first() {
        // what finds this in a row that is free has found the right entry
        slots.resize_with(count, || Slot::new(key, entry));
    }
    for ((key, entry), row) in keyed.iter().zip(&order) {
        slots[*row as usize] = Slot::new(key, entry);
    }
    (slots.leak(), places, order)
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
