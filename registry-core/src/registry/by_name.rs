//! The entries of a registry by name.

use super::resolve::{Claim, Resolved, resolve};
use super::{Settings, Slot};
use crate::entry::Entry;
use crate::error::{Problem, Problems};
use hashbrown::HashMap;

/// What [`resolve`] found out, with the entries that it does not know.
pub(super) struct ByName<I: ?Sized + 'static, M: 'static> {
    /// sorted by name; an index is never freed
    slots: &'static [Slot<I, M>],
    /// the slots of names and aliases; empty if the index is not usable, so that no read succeeds by luck
    places: HashMap<&'static str, usize>,
    /// What leads to an entry besides its name and its aliases, because it replaces another.
    inherited: Vec<(usize, &'static str)>,
    problems: Vec<Problem>,
}

impl<I: ?Sized, M> ByName<I, M> {
    /// Decides who gets which name. The outcome does not depend on the order of `entries`.
    pub(super) fn of(entries: &[&'static Entry<I, M>], settings: &Settings) -> Self {
        let mut claims = Vec::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            claims.push(Claim::of(entry, number));
        }
        let Resolved { holders, by_name, inherited, problems } = resolve(claims, settings);
        let mut slots = Vec::with_capacity(holders.len());
        for number in holders {
            slots.push(Slot::new(entries[number]));
        }
        Self { slots: slots.leak(), places: by_name, inherited, problems }
    }

    #[inline]
    pub(super) fn get(&self, name: &str) -> Option<&'static Slot<I, M>> {
        let slot = *self.places.get(name)?;
        self.slots.get(slot)
    }

    /// Sorted by name.
    pub(super) fn slots(&self) -> &'static [Slot<I, M>] {
        self.slots
    }

    /// Every name and alias that leads to an entry, with the entry.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &'static Slot<I, M>)> {
        self.places.iter().map(|(key, slot)| (*key, &self.slots[*slot]))
    }

    /// What leads to `entry` besides its name and its aliases.
    pub(super) fn inherited_by(&self, entry: &'static Entry<I, M>) -> impl Iterator<Item = &'static str> {
        let of_entry = move |(slot, _): &&(usize, _)| std::ptr::eq(self.slots[*slot].entry(), entry);
        self.inherited.iter().filter(of_entry).map(|(_, key)| *key)
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
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
