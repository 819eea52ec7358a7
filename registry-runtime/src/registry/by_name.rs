//! The entries of a registry by name.

use super::places::{FEW, Places, zeros};
use super::resolve::{Claim, Resolved, resolve};
use super::sorted::sorted;
use super::{Key, Settings, Slot};
use crate::entry::Entry;
use crate::error::{Problem, Problems};
use crate::hash::{Words, are_same, copy, hash};
use crate::once::OnceLock;
use alloc::{vec, vec::Vec};

/// What [`resolve`] found out, with the entries that it does not know.
pub(super) struct ByName<I: ?Sized + 'static, M: 'static> {
    /// Where the places say. Free rows repeat another, and have no key.
    entries: Vec<&'static Entry<I, M>>,
    /// Where the key of each row begins among the texts, and where the last ends: apart from the entries, so that more of them stay in
    /// the caches.
    starts: Vec<u32>,
    /// The keys of the rows, one after another. An index is never freed.
    texts: &'static [u8],
    /// Empty if the index is not usable, so that no read succeeds by luck.
    places: Places,
    /// How many names there are.
    names: usize,
    /// The slots of the rows. Not before one is asked for, as with the next: many programs only look for entries.
    slots: OnceLock<&'static [Slot<I, M>]>,
    /// The rows of names, sorted by them.
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
        let is_many = entries.len() >= MANY;
        let (mut few, mut many) = ([0; FEW], Vec::new());
        let hashes = zeros(entries.len(), &mut few, &mut many);
        for (entries, hashes) in entries.chunks(AT_ONCE).zip(hashes.chunks_mut(AT_ONCE)) {
            if is_many {
                fetch(entries);
            }
            for (entry, its_hash) in entries.iter().zip(hashes) {
                if entry.registration().details.is_some() {
                    return None;
                }
                *its_hash = hash(entry.name());
            }
        }
        let places = Places::of(hashes);
        // two of one name are never where their hash leads
        let keyed = entries.iter().map(|entry| (entry.name(), *entry));
        places.are_perfect().then(|| Self { names: entries.len(), ..Self::arranged(places, hashes, keyed) })
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
        let mut rows: Vec<_> = keyed.iter().map(|(key, _)| hash(key)).collect();
        let places = if is_usable { Places::of(&mut rows) } else { Places::nowhere(&mut rows) };
        let arranged = Self::arranged(places, &rows, keyed.iter().copied());
        Self { names: holders.len(), inherited, problems, is_usable, ..arranged }
    }

    /// With each of these keys and its entry in its row, and no problems.
    ///
    /// # Panics
    /// If the keys have more than 4,294,967,295 bytes.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "there are fewer than 2^32 rows, and the sum of all lengths is checked"
    )]
    fn arranged(
        places: Places,
        rows: &[u64],
        keyed: impl Iterator<Item = (&'static str, &'static Entry<I, M>)> + Clone,
    ) -> Self {
        let count = places.all_rows();
        let mut entries = keyed.clone().next().map_or_else(Vec::new, |(_, entry)| vec![entry; count]);
        let mut starts = vec![0; count + 1];
        let mut bytes = 0;
        for (row, (key, _)) in rows.iter().zip(keyed.clone()) {
            starts[*row as usize + 1] = key.len() as u32;
            bytes += key.len();
        }
        assert!(u32::try_from(bytes).is_ok(), "names of less than 2^32 bytes");
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut texts = vec![0; bytes];
        for (row, (key, entry)) in rows.iter().zip(keyed) {
            let row = *row as usize;
            copy(key, &mut texts[starts[row] as usize..starts[row + 1] as usize]);
            entries[row] = entry;
        }
        Self {
            entries,
            starts,
            texts: texts.leak(),
            places,
            names: 0,
            slots: OnceLock::new(),
            sorted: OnceLock::new(),
            inherited: Vec::new(),
            problems: Vec::new(),
            is_usable: true,
        }
    }

    /// The entry of this key.
    pub(super) fn get(&self, key: Key<'_>) -> Option<&'static Entry<I, M>> {
        self.row(key).map(|row| self.entries[row])
    }

    /// The slot of this key.
    pub(super) fn slot(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        self.row(key).map(|row| &self.slots()[row])
    }

    fn row(&self, key: Key<'_>) -> Option<usize> {
        let name = key.name().as_bytes();
        self.unusual(key).or_else(|| self.last().find(|row| self.key(*row) == Some(name)))
    }

    /// The entry in this row, which another function gave.
    #[inline]
    pub(super) fn entry(&self, row: usize) -> Option<&'static Entry<I, M>> {
        self.entries.get(row).copied()
    }

    /// The shared instance of the entry in this row, if it is kept here already.
    #[inline]
    pub(super) fn kept(&self, row: usize) -> Option<&'static I> {
        self.slots.get()?.get(row)?.kept()
    }

    /// The row of the key with these words and this hash, unless it is one of the [last](Self::last).
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it is short, and a call of it would take as long as all else")]
    pub(super) fn usual(&self, words: Words<'_>, hash: u64) -> Option<usize> {
        let row = self.places.row(hash)?;
        let (start, end) = self.bounds(row)?;
        let its_end = start + words.name().len();
        let is_it = end == its_end && words.are(self.texts.get(start..its_end)?);
        if is_it { Some(row) } else { None }
    }

    /// The row of this key, unless it is one of the [last](Self::last).
    #[inline]
    pub(super) fn unusual(&self, key: Key<'_>) -> Option<usize> {
        let name = key.name().as_bytes();
        let row = self.places.row(key.hash())?;
        // no name is empty, but the key of a free row is
        if !name.is_empty() && are_same(self.key(row)?, name) { Some(row) } else { None }
    }

    fn slots(&self) -> &'static [Slot<I, M>] {
        let slots = || self.entries.iter().map(|entry| Slot::new(entry)).collect::<Vec<_>>();
        self.slots.get_or_init(|| slots().leak())
    }

    /// The rows that a hash does not lead to: hardly ever any.
    fn last(&self) -> impl Iterator<Item = usize> {
        self.places.rows()..if self.is_usable { self.places.all_rows() } else { 0 }
    }

    /// The key of this row; empty if it is free.
    #[inline]
    fn key(&self, row: usize) -> Option<&'static [u8]> {
        let (start, end) = self.bounds(row)?;
        self.texts.get(start..end)
    }

    /// Where the key of this row begins and ends among the texts.
    #[inline]
    fn bounds(&self, row: usize) -> Option<(usize, usize)> {
        // if this is there, so is the one before it
        let end = *self.starts.get(row + 1)?;
        Some((*self.starts.get(row)? as usize, end as usize))
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names
    }

    /// The entry of the name that comes after so many others.
    pub(super) fn nth(&self, place: usize) -> Option<&'static Entry<I, M>> {
        self.sorted().get(place).map(|row| self.entries[*row as usize])
    }

    /// How many names come before `name`.
    pub(super) fn place_of(&self, name: &str) -> usize {
        self.sorted().partition_point(|row| self.entries[*row as usize].name() < name)
    }

    /// Sorted by name.
    pub(super) fn by_name(&self) -> impl Iterator<Item = &'static Slot<I, M>> {
        let slots = self.slots();
        self.sorted().iter().map(|row| &slots[*row as usize])
    }

    fn sorted(&self) -> &[u32] {
        self.sorted.get_or_init(|| {
            let (mut names, mut rows) = (Vec::with_capacity(self.names), Vec::with_capacity(self.names));
            for (entry, row) in self.entries.iter().zip(0..) {
                let name = entry.name();
                if self.key(row as usize) == Some(name.as_bytes()) {
                    names.push(name);
                    rows.push(row);
                }
            }
            sorted(&names).into_iter().map(|number| rows[number as usize]).collect()
        })
    }

    /// Every name and alias that leads to an entry, with the entry, in no particular order.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &'static Slot<I, M>)> {
        let slots = if self.is_usable { self.slots() } else { &[] };
        let keyed = slots.iter().enumerate().filter_map(|(row, slot)| Some((self.key(row)?, slot)));
        let taken = keyed.filter(|(key, _)| !key.is_empty());
        taken.map(|(key, slot)| (core::str::from_utf8(key).expect("it is a copy of one"), slot))
    }

    /// What leads to `entry` besides its name and its aliases.
    pub(super) fn inherited_by(&self, entry: &'static Entry<I, M>) -> impl Iterator<Item = &'static str> {
        let of_entry =
            move |(place, _): &&(usize, _)| self.nth(*place).is_some_and(|found| core::ptr::eq(found, entry));
        self.inherited.iter().filter(of_entry).map(|(_, key)| *key)
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether each key is where its hash leads, and the registry can be read.
    #[inline]
    pub(super) fn is_perfect(&self) -> bool {
        self.is_usable && self.places.are_perfect()
    }

    /// The fatal problems, if there are any.
    #[inline]
    pub(super) fn usable(&self) -> Result<(), Problems> {
        if self.problems.is_empty() { Ok(()) } else { fatal(&self.problems) }
    }
}

/// From so many entries on, hashing them would wait for memory most of the time.
const MANY: usize = 4_096;

/// How many names are waited for together.
const AT_ONCE: usize = 256;

/// Brings the names of these entries into the caches: with so little to do for each, the processor waits for many at once.
fn fetch<I: ?Sized, M>(entries: &[&'static Entry<I, M>]) {
    let first = |entry: &&Entry<I, M>| entry.name().bytes().next().unwrap_or_default();
    core::hint::black_box(entries.iter().map(first).fold(0, core::ops::BitXor::bitxor));
}

/// The fatal ones among `problems`.
pub(super) fn fatal(problems: &[Problem]) -> Result<(), Problems> {
    Problems::none_of(problems.iter().filter(|problem| problem.is_fatal()).cloned())
}

#[cfg(test)]
#[path = "by_name_tests.rs"]
mod tests;
