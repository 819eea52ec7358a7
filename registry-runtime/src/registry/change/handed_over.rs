//! Entries that a library hands over, which has a copy of the framework of its own. They count as linked.

use super::super::{Claim, Duplicates, Key, Registry, Resolved, resolve};
use super::batch::{Party, duplicate};
use super::writing::Writing;
use crate::entry::Entry;
use crate::error::{Duplicate, Problems, Refused};
use std::collections::HashSet;
use std::ptr;

/// What a library has for one registry, which will take it. Until it is released or dropped, nobody else changes the registry: so
/// several registries take what is for them, or none.
pub(crate) trait Arrival {
    /// Takes the entries in.
    fn accept(&mut self);

    /// Lets others change the registry again.
    fn release(&mut self);

    /// The kind of the registry.
    fn kind(&self) -> &'static str;

    /// The names of the entries, sorted: those that have them, and those that lost them to others.
    fn names(&self) -> (Vec<&'static str>, Vec<&'static str>);
}

struct Ready<I: ?Sized + 'static, M: 'static> {
    registry: &'static Registry<I, M>,
    /// The library's copy of it.
    guest: &'static Registry<I, M>,
    entries: Vec<&'static Entry<I, M>>,
    writing: Writing<'static, I, M>,
}

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// The first of `entries` that this registry has already.
    pub(crate) fn known_among(&self, entries: &[&'static Entry<I, M>]) -> Option<&'static Entry<I, M>> {
        let known: HashSet<usize> = self.arrived().into_iter().map(Entry::address).collect();
        entries.iter().copied().find(|entry| known.contains(&entry.address()))
    }

    /// What comes of it that this registry is offered the entries of its copy in a library.
    ///
    /// # Errors
    /// It is locked, or it could not be read with them, or one of them is for another version of its API.
    pub(crate) fn offered(
        &'static self,
        guest: &'static Self,
        entries: Vec<&'static Entry<I, M>>,
    ) -> Result<impl Arrival + use<I, M>, Refused> {
        // what waits is not taken in under the lock, where nobody should be warned
        self.complete()?;
        let writing = self.writing();
        if self.is_locked() {
            let what = "what the library has for it stays out".to_owned();
            return Err(Refused::Locked { kind: self.settings.kind, what });
        }
        let mut all = self.arrived();
        let known = all.len();
        all.extend(&entries);
        let claims: Vec<_> = all.iter().zip(0..).map(|(entry, number)| Claim::of(entry, number)).collect();
        let (_, newcomers) = claims.split_at(known);
        let resolved = resolve(&claims, &self.settings);
        let mismatches = newcomers.iter().filter_map(|claim| claim.api_mismatch(&self.settings));
        let fatal = resolved.problems.iter().filter(|problem| problem.is_fatal()).cloned();
        Problems::none_of(mismatches.chain(fatal))?;
        if let Some(duplicate) = self.changed_meanwhile(&resolved, &all, known) {
            return Err(Refused::Taken(Box::new(duplicate)));
        }
        Ok(Ready { registry: self, guest, entries, writing })
    }

    /// A name of one of `all` entries from `first` on that was given to another at run time, under [`Duplicates::Deny`].
    fn changed_meanwhile(&self, resolved: &Resolved, all: &[&'static Entry<I, M>], first: usize) -> Option<Duplicate> {
        let changes = self.changes.get().filter(|_| self.settings.duplicates == Duplicates::Deny)?;
        let names = resolved.holders.iter().map(|number| (all[*number].name(), *number));
        let aliases = resolved.aliases.iter().map(|(alias, place)| (*alias, resolved.holders[*place]));
        names.chain(aliases).filter(|(_, number)| *number >= first).find_map(|(name, number)| {
            let holder = changes.get(Key::new(name))?.entry();
            let is_linked = all.iter().any(|entry| ptr::eq(*entry, holder));
            let (kept, dropped) = (Party::of(holder), Party::of(all[number]));
            (!is_linked).then(|| duplicate(self.settings.kind, Duplicates::Deny, name, kept, dropped))
        })
    }
}

impl<I: ?Sized, M> Arrival for Ready<I, M> {
    fn accept(&mut self) {
        self.guest.host.get_or_init(|| self.registry);
        self.registry.generations.hand_over(self.entries.clone());
    }

    fn release(&mut self) {
        self.writing.release();
    }

    fn kind(&self) -> &'static str {
        self.registry.kind()
    }

    fn names(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        // what cannot be read any more has no names: a library that shares the program's framework may have brought others
        let _ = self.registry.complete();
        let has_name =
            |entry: &&Entry<I, M>| self.registry.known_entry(entry.name()).is_some_and(|known| ptr::eq(known, *entry));
        let (held, lost): (Vec<_>, Vec<_>) = self.entries.iter().copied().partition(has_name);
        let sorted = |entries: Vec<&'static Entry<I, M>>| {
            let mut names: Vec<_> = entries.into_iter().map(Entry::name).collect();
            names.sort_unstable();
            names
        };
        (sorted(held), sorted(lost))
    }
}
