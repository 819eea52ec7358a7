//! What was registered, replaced and removed at run time, over what the linker collected.
//!
//! A registry without changes has none of this. The entries that the linker collected stay in their index; a log says what is
//! different from it. Nothing is freed, because readers hold what they found for as long as they like.

mod foreign;
mod log;
mod reported;

use super::by_name::ByName;
use super::change::{plain_details, take_arrivals};
use super::changed::{Changed, Listing, Pair};
use super::generation::Generation;
use super::{Claim, Key, Registry, Slot, listing, overdue};
use crate::collect::{KeptMark, Mark};
use crate::entry::{Details, Entry, Home};
use crate::error::{Problem, Problems};
use foreign::Foreign;
use log::Log;
use reported::Reported;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::ptr;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

/// What a key leads to.
pub(super) struct Holder<I: ?Sized + 'static, M: 'static> {
    pub(super) slot: &'static Slot<I, M>,
    /// Whether the key is the name of the entry, and not an alias.
    pub(super) is_name: bool,
}

impl<I: ?Sized, M> Clone for Holder<I, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: ?Sized, M> Copy for Holder<I, M> {}

impl<I: ?Sized, M> Holder<I, M> {
    pub(super) fn entry(&self) -> &'static Entry<I, M> {
        self.slot.entry()
    }
}

/// The new value of a key; `None` if it leads to nothing any more.
pub(super) type Value<I, M> = Option<Holder<I, M>>;

/// The changes to one registry.
pub(super) struct Changes<I: ?Sized + 'static, M: 'static> {
    base: &'static ByName<I, M>,
    log: Log<Value<I, M>>,
    /// The last listing, and how much of the log it shows. A reader that cannot have it at once makes its own.
    listed: RwLock<Option<(usize, Listing<I, M>)>>,
    foreign: Mutex<Foreign>,
    kind: &'static str,
    /// Of all entries that say nothing of what is in them.
    plain_details: OnceLock<Details>,
    /// What the linker has collected up to now: more than the base if entries arrived late.
    linked: Mutex<&'static Generation<I, M>>,
    /// Its mark.
    mark: KeptMark,
    reported: Reported,
    /// Why the registry cannot be read any more: what came late contradicts what was there.
    fatal: OnceLock<Problems>,
}

impl<I: ?Sized + Sync, M: Sync> Changes<I, M> {
    /// None yet, to what the linker has collected.
    pub(super) fn of(base: &'static Generation<I, M>, kind: &'static str) -> Self {
        Self::between(base.index, base, kind)
    }

    fn between(base: &'static ByName<I, M>, linked: &'static Generation<I, M>, kind: &'static str) -> Self {
        Self {
            base,
            log: Log::new(),
            listed: RwLock::new(None),
            foreign: Mutex::default(),
            kind,
            plain_details: OnceLock::new(),
            linked: Mutex::new(linked),
            mark: KeptMark::of(linked.mark),
            reported: Reported::default(),
            fatal: OnceLock::new(),
        }
    }

    /// Who has this key now.
    pub(super) fn holder(&self, key: &str) -> Value<I, M> {
        match self.log.get(Key::new(key), self.log.published()) {
            Some(changed) => changed,
            None => self.base.slot(Key::new(key)).map(|slot| Holder { slot, is_name: slot.entry().name() == key }),
        }
    }

    /// Changes what keys lead to, at once. The caller is the only writer.
    pub(super) fn write(&self, values: BTreeMap<&'static str, Value<I, M>>) {
        let mut entries = self.len();
        for (key, new) in &values {
            let old = self.holder(key);
            entries -= usize::from(old.is_some_and(|holder| holder.is_name));
            entries += usize::from(new.is_some_and(|holder| holder.is_name));
            if let Some(entry) = new.map(|holder| holder.entry()).filter(|entry| !self.says(entry, key)) {
                lock(&self.foreign).add(entry, key);
            }
        }
        self.log.append(values, entries);
    }

    fn listing_at(&self, published: usize) -> Listing<I, M> {
        let kept = self.listed.try_read().ok().and_then(|listed| listed.clone());
        if let Some((_, listing)) = kept.filter(|(state, _)| *state == published) {
            return listing;
        }
        let listing = self.list(published);
        if let Ok(mut listed) = self.listed.try_write() {
            if listed.as_ref().is_none_or(|(state, _)| *state < published) {
                *listed = Some((published, listing.clone()));
            }
        }
        listing
    }

    fn list(&self, published: usize) -> Listing<I, M> {
        let unchanged = |slot: &&Slot<I, M>| self.log.get(Key::new(slot.entry().name()), published).is_none();
        let mut slots: Vec<_> = self.base.by_name().filter(unchanged).collect();
        let holders = self.log.pairs(published).filter_map(|(_, value)| value);
        slots.extend(holders.filter(|holder| holder.is_name).map(|holder| holder.slot));
        // stable, because that is the faster one for what is sorted in part
        slots.sort_by_key(|slot| slot.entry().name());
        slots.into()
    }

    fn keys_at(&self, published: usize) -> Vec<Pair<&'static Slot<I, M>>> {
        let changed = self.log.pairs(published).filter_map(|(key, value)| Some((key, value?.slot)));
        let unchanged = self.base.keys().filter(|(key, _)| self.log.get(Key::new(key), published).is_none());
        changed.chain(unchanged).collect()
    }

    /// Those of an entry that says nothing of the sort.
    pub(super) fn plain_details(&'static self) -> &'static Details {
        self.plain_details.get_or_init(|| plain_details(self))
    }

    /// What leads to `entry`. The caller is the only writer.
    pub(super) fn keys_of(&self, entry: &'static Entry<I, M>) -> Vec<&'static str> {
        let own = [entry.name()].into_iter().chain(entry.aliases().iter().copied());
        let foreign = lock(&self.foreign).of(entry);
        let mut keys: Vec<_> = own.chain(self.base.inherited_by(entry)).chain(foreign).collect();
        keys.retain(|key| self.holder(key).is_some_and(|holder| ptr::eq(holder.entry(), entry)));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether [`keys_of`](Self::keys_of) knows that `key` may lead to `entry`.
    fn says(&self, entry: &'static Entry<I, M>, key: &str) -> bool {
        let says = entry.name() == key || entry.aliases().contains(&key);
        says || self.base.inherited_by(entry).any(|inherited| inherited == key)
    }

    /// What the linker has collected, as far as it is in here.
    pub(super) fn linked(&self) -> &'static Generation<I, M> {
        *lock(&self.linked)
    }

    /// Says that all of `generation` is in here. The caller is the only writer.
    pub(super) fn set_linked(&self, generation: &'static Generation<I, M>) {
        *lock(&self.linked) = generation;
        self.mark.set(generation.mark);
    }

    /// Keeps `problems`, for those who ask what is wrong. The caller is the only writer.
    pub(super) fn report(&self, problems: Vec<Problem>) {
        self.reported.add(problems);
    }

    /// Closes the registry: no read may succeed by luck. The caller is the only writer.
    pub(super) fn close(&self, problems: Problems) {
        let nothing = self.keys().into_iter().map(|(key, _)| (key, None)).collect();
        self.fatal.get_or_init(|| problems);
        self.write(nothing);
    }
}

impl<I: ?Sized + Sync, M: Sync> Changed<I, M> for Changes<I, M> {
    fn get(&self, key: Key<'_>) -> Option<&'static Slot<I, M>> {
        match self.log.get(key, self.log.published()) {
            Some(changed) => changed.map(|holder| holder.slot),
            None => self.base.slot(key),
        }
    }

    fn len(&self) -> usize {
        self.log.entries(self.log.published()).unwrap_or(self.base.len())
    }

    fn listing(&self) -> Listing<I, M> {
        self.listing_at(self.log.published())
    }

    fn keys(&self) -> Vec<Pair<&'static Slot<I, M>>> {
        self.keys_at(self.log.published())
    }

    fn picture(&self) -> (Listing<I, M>, Vec<Pair<usize>>) {
        let published = self.log.published();
        let listing = self.listing_at(published);
        let places: HashMap<usize, usize> = listing.iter().map(|slot| slot.entry().address()).zip(0..).collect();
        let place = |(key, slot): Pair<&'static Slot<I, M>>| Some((key, *places.get(&slot.entry().address())?));
        let keys = self.keys_at(published).into_iter().filter_map(place).collect();
        (listing, keys)
    }

    fn problems(&self) -> Vec<Problem> {
        let linked = self.linked().index.problems().iter();
        let kept = linked.filter(|problem| !matches!(problem, Problem::Overdue { .. })).cloned();
        let listing = self.listing();
        let claims: Vec<_> = listing.iter().zip(0..).map(|(slot, place)| Claim::of(slot.entry(), place)).collect();
        kept.chain(self.reported.all()).chain(overdue::problems(&claims, self.kind)).collect()
    }

    fn usable(&self) -> Result<(), Problems> {
        self.fatal.get().map_or(Ok(()), |problems| Err(problems.clone()))
    }

    fn mark(&self) -> Mark {
        self.mark.get()
    }

    fn state(&self) -> usize {
        self.log.published()
    }

    fn take_arrivals(&'static self, registry: &Registry<I, M>) {
        take_arrivals(registry, self);
    }

    fn warn(&self) {
        self.reported.warn();
    }

    fn copy(&self) -> &'static dyn Changed<I, M> {
        let copy = Self { reported: self.reported.copy(), ..Self::between(self.base, self.linked(), self.kind) };
        copy.write(self.log.pairs(self.log.published()).collect());
        if let Some(fatal) = self.fatal.get() {
            copy.fatal.get_or_init(|| fatal.clone());
        }
        Box::leak(Box::new(copy))
    }

    fn as_changes(&'static self) -> &'static Changes<I, M> {
        self
    }
}

/// No other code runs under these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<I: ?Sized + Sync, M: Sync> Home for Changes<I, M> {
    fn place_of(&self, name: &str) -> usize {
        listing::Listing::Changed(self.listing()).place_of(name)
    }
}
