//! From the collected entries to the index: which component gets which name, and what is wrong.

use super::{Duplicates, Settings, Slot};
use crate::entry::{Entry, Replaces};
use crate::error::{Duplicate, NotReplaced, Problem, Problems};
use hashbrown::HashMap;
use std::collections::BTreeMap;

type Found<I, M> = &'static Entry<I, M>;

/// The entries of a registry by name.
pub(super) struct Index<I: ?Sized + 'static, M: 'static> {
    /// sorted by name; an index is never freed
    slots: &'static [Slot<I, M>],
    /// names and aliases; empty if the index is not usable, so that no read succeeds by luck
    by_name: HashMap<&'static str, &'static Slot<I, M>>,
    problems: Vec<Problem>,
}

impl<I: ?Sized, M> Index<I, M> {
    /// Decides who gets which name. The outcome does not depend on the order of `entries`.
    pub(super) fn of(mut entries: Vec<Found<I, M>>, settings: &Settings) -> Self {
        entries.sort_by_cached_key(|entry| (entry.origin(), entry.name()));
        entries.dedup_by(|one, other| std::ptr::eq(*one, *other));
        let mut resolution = Resolution { settings, holders: BTreeMap::new(), problems: Vec::new() };
        entries.retain(|entry| resolution.accepts_api(entry));
        let (replacing, plain): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.replaces().is_some());
        for entry in plain {
            resolution.claim(entry);
        }
        resolution.replace(replacing);
        resolution.finish()
    }

    #[inline]
    pub(super) fn get(&self, name: &str) -> Option<&'static Slot<I, M>> {
        self.by_name.get(name).copied()
    }

    /// Sorted by name.
    pub(super) fn slots(&self) -> &'static [Slot<I, M>] {
        self.slots
    }

    /// Every name and alias that leads to an entry.
    pub(super) fn resolvable(&self) -> impl Iterator<Item = &'static str> {
        self.by_name.keys().copied()
    }

    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The fatal problems, if there are any.
    pub(super) fn usable(&self) -> Result<(), Problems> {
        if self.problems.is_empty() {
            return Ok(());
        }
        Problems::none_of(self.problems.iter().filter(|problem| problem.is_fatal()).cloned())
    }
}

/// The holder of a name, and the aliases it took over with it.
struct Holder<I: ?Sized + 'static, M: 'static> {
    entry: Found<I, M>,
    inherited: Vec<&'static str>,
}

struct Resolution<'a, I: ?Sized + 'static, M: 'static> {
    settings: &'a Settings,
    holders: BTreeMap<&'static str, Holder<I, M>>,
    problems: Vec<Problem>,
}

impl<I: ?Sized, M> Resolution<'_, I, M> {
    fn accepts_api(&mut self, entry: Found<I, M>) -> bool {
        let expected = self.settings.api;
        match entry.api() {
            Some(declared) if !expected.is_empty() && declared != expected => {
                self.problems.push(Problem::ApiMismatch {
                    kind: self.settings.kind,
                    name: entry.name(),
                    component: entry.type_name(),
                    origin: entry.origin(),
                    expected,
                    declared,
                });
                false
            }
            _ => true,
        }
    }

    /// Gives `entry` its name, by the policy. Entries come in the order of their origins.
    fn claim(&mut self, entry: Found<I, M>) {
        let holder = Holder { entry, inherited: Vec::new() };
        let Some(present) = self.holders.get_mut(entry.name()) else {
            self.holders.insert(entry.name(), holder);
            return;
        };
        let dropped = match self.settings.duplicates {
            Duplicates::Deny | Duplicates::KeepFirst => entry,
            Duplicates::Replace => std::mem::replace(present, holder).entry,
        };
        let kept = present.entry;
        self.report_duplicate(entry.name(), kept, dropped);
    }

    fn report_duplicate(&mut self, name: &'static str, kept: Found<I, M>, dropped: Found<I, M>) {
        self.problems.push(Problem::Duplicate(Duplicate {
            kind: self.settings.kind,
            name,
            kept: kept.type_name(),
            kept_origin: kept.origin(),
            dropped: dropped.type_name(),
            dropped_origin: dropped.origin(),
            policy: self.settings.duplicates,
        }));
    }

    /// Lets each newcomer take the name from the component it replaces. One may replace another, so this goes on until
    /// nothing changes.
    fn replace(&mut self, mut newcomers: Vec<Found<I, M>>) {
        loop {
            let before = newcomers.len();
            newcomers.retain(|newcomer| !self.take_over(newcomer));
            if newcomers.len() == before {
                break;
            }
        }
        for newcomer in newcomers {
            self.report_not_replaced(newcomer);
        }
    }

    fn take_over(&mut self, newcomer: Found<I, M>) -> bool {
        let Some(target) = newcomer.replaces() else { return false };
        let Some(holder) = self.holders.get_mut(newcomer.name()) else { return false };
        if !holder.entry.is_target(target) {
            return false;
        }
        // whoever asked for the old component under another of its names now gets the new one too
        holder.inherited.extend(holder.entry.aliases());
        holder.entry = newcomer;
        true
    }

    fn report_not_replaced(&mut self, newcomer: Found<I, M>) {
        let Some(target) = newcomer.replaces() else { return };
        let holder = self.holders.get(newcomer.name()).map(|holder| holder.entry);
        self.problems.push(Problem::NotReplaced(NotReplaced {
            kind: self.settings.kind,
            name: newcomer.name(),
            component: newcomer.type_name(),
            origin: newcomer.origin(),
            target: target.path,
            holder: holder.map(|holder| (holder.type_name(), holder.origin())),
            target_names: self.names_of(target),
        }));
    }

    fn names_of(&self, target: &Replaces) -> Vec<&'static str> {
        let held = self.holders.iter().filter(|(_, holder)| holder.entry.is_target(target));
        held.map(|(name, _)| *name).collect()
    }

    fn finish(mut self) -> Index<I, M> {
        let holders = std::mem::take(&mut self.holders);
        let slots: Vec<Slot<I, M>> = holders.values().map(|holder| Slot::new(holder.entry)).collect();
        let slots: &'static [Slot<I, M>] = slots.leak();
        let mut by_name: HashMap<_, _> = slots.iter().map(|slot| (slot.entry().name(), slot)).collect();
        self.add_aliases(&holders, slots, &mut by_name);
        let mut index = Index { slots, by_name, problems: self.problems };
        if index.usable().is_err() {
            index.by_name.clear();
        }
        index
    }

    /// A name always comes before an alias; between two aliases the policy decides.
    fn add_aliases(
        &mut self,
        holders: &BTreeMap<&'static str, Holder<I, M>>,
        slots: &'static [Slot<I, M>],
        by_name: &mut HashMap<&'static str, &'static Slot<I, M>>,
    ) {
        let mut by_origin: Vec<_> = holders.values().zip(slots).collect();
        by_origin.sort_by_cached_key(|(holder, _)| (holder.entry.origin(), holder.entry.name()));
        for (Holder { entry, inherited }, slot) in by_origin {
            for alias in entry.aliases().iter().chain(inherited).copied() {
                match by_name.get(alias).copied() {
                    None => {
                        by_name.insert(alias, slot);
                    }
                    Some(present) if std::ptr::eq(present, slot) => {}
                    Some(present)
                        if !holders.contains_key(alias) && self.settings.duplicates == Duplicates::Replace =>
                    {
                        by_name.insert(alias, slot);
                        self.report_duplicate(alias, entry, present.entry());
                    }
                    Some(present) => self.report_duplicate(alias, present.entry(), entry),
                }
            }
        }
    }
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
