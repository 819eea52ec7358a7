//! What was registered, replaced and removed at run time, over what the linker collected.
//!
//! A registry without changes has none of this. The entries that the linker collected stay in their index; a log says what is
//! different from it. Nothing is freed, because readers hold what they found for as long as they like.

mod log;
mod names;
mod reported;

use super::Slot;
use super::by_name::ByName;
use super::generation::Generation;
use super::listing;
use crate::entry::{Entry, Home};
use crate::error::{Problem, Problems};
use hashbrown::HashMap;
use log::Log;
pub(super) use log::Pair;
use names::Names;
use reported::Reported;
use std::collections::BTreeMap;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

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

/// Entries as a reader saw them, sorted by name.
pub(super) type Listing<I, M> = Arc<[&'static Slot<I, M>]>;

/// The changes to one registry.
pub(super) struct Changes<I: ?Sized + 'static, M: 'static> {
    base: &'static ByName<I, M>,
    log: Log<Value<I, M>>,
    /// The last listing, and how much of the log it shows. A reader that cannot have it at once makes its own.
    listed: RwLock<Option<(usize, Listing<I, M>)>>,
    names: Mutex<Names>,
    /// What the linker has collected up to now: more than the base if entries arrived late.
    linked: Mutex<&'static Generation<I, M>>,
    /// Its mark.
    mark: AtomicUsize,
    reported: Reported,
    /// Why the registry cannot be read any more: what came late contradicts what was there.
    fatal: OnceLock<Problems>,
}

impl<I: ?Sized, M> Changes<I, M> {
    /// None yet, to what the linker has collected.
    pub(super) fn of(base: &'static Generation<I, M>) -> Self {
        Self::between(base.index, base)
    }

    fn between(base: &'static ByName<I, M>, linked: &'static Generation<I, M>) -> Self {
        Self {
            base,
            log: Log::new(),
            listed: RwLock::new(None),
            names: Mutex::default(),
            linked: Mutex::new(linked),
            mark: AtomicUsize::new(linked.mark),
            reported: Reported::default(),
            fatal: OnceLock::new(),
        }
    }

    /// The slot of the entry with this name or alias.
    #[inline]
    pub(super) fn get(&self, name: &str) -> Option<&'static Slot<I, M>> {
        match self.log.get(name, self.log.published()) {
            Some(changed) => changed.map(|holder| holder.slot),
            None => self.base.get(name),
        }
    }

    /// Who has this key now.
    pub(super) fn holder(&self, key: &str) -> Value<I, M> {
        match self.log.get(key, self.log.published()) {
            Some(changed) => changed,
            None => self.base.get(key).map(|slot| Holder { slot, is_name: slot.entry().name() == key }),
        }
    }

    /// Changes what keys lead to, at once. The caller is the only writer.
    pub(super) fn write(&self, values: BTreeMap<&'static str, Value<I, M>>) {
        let mut entries = self.len();
        for (key, new) in &values {
            let old = self.holder(key);
            entries -= usize::from(old.is_some_and(|holder| holder.is_name));
            entries += usize::from(new.is_some_and(|holder| holder.is_name));
            for entry in [old, *new].into_iter().flatten().map(|holder| holder.entry()) {
                lock(&self.names).begin(entry, || self.names_in_base(entry));
            }
            lock(&self.names).change(key, old, *new);
        }
        self.log.append(values, entries);
    }

    /// The number of entries.
    pub(super) fn len(&self) -> usize {
        self.log.entries(self.log.published()).unwrap_or(self.base.slots().len())
    }

    /// Grows with each change.
    pub(super) fn state(&self) -> usize {
        self.log.published()
    }

    /// The entries, sorted by name.
    pub(super) fn listing(&self) -> Listing<I, M> {
        self.listing_at(self.log.published())
    }

    fn listing_at(&self, published: usize) -> Listing<I, M> {
        let kept = self.listed.try_read().ok().and_then(|listed| listed.clone());
        match kept {
            Some((state, listing)) if state == published => return listing,
            _ => {}
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
        let unchanged = |slot: &&Slot<I, M>| self.log.get(slot.entry().name(), published).is_none();
        let mut slots: Vec<_> = self.base.slots().iter().filter(unchanged).collect();
        let holders = self.log.pairs(published).filter_map(|(_, value)| value);
        slots.extend(holders.filter(|holder| holder.is_name).map(|holder| holder.slot));
        // stable, because that is the faster one for what is sorted in part
        slots.sort_by_key(|slot| slot.entry().name());
        slots.into()
    }

    /// Every name and alias that leads to an entry, with the entry.
    pub(super) fn keys(&self) -> Vec<Pair<&'static Slot<I, M>>> {
        self.keys_at(self.log.published())
    }

    fn keys_at(&self, published: usize) -> Vec<Pair<&'static Slot<I, M>>> {
        let changed = self.log.pairs(published).filter_map(|(key, value)| Some((key, value?.slot)));
        let unchanged = self.base.keys().filter(|(key, _)| self.log.get(key, published).is_none());
        changed.chain(unchanged).collect()
    }

    /// The entries, sorted by name, and the places among them that names and aliases lead to, at one moment.
    pub(super) fn picture(&self) -> (Listing<I, M>, Vec<Pair<usize>>) {
        let published = self.log.published();
        let listing = self.listing_at(published);
        let address = |slot: &Slot<I, M>| ptr::from_ref(slot.entry()).addr();
        let places: HashMap<usize, usize> = listing.iter().map(|slot| address(slot)).zip(0..).collect();
        let place = |(key, slot): Pair<&'static Slot<I, M>>| Some((key, *places.get(&address(slot))?));
        let keys = self.keys_at(published).into_iter().filter_map(place).collect();
        (listing, keys)
    }

    /// What leads to `entry`. The caller is the only writer.
    pub(super) fn keys_of(&self, entry: &'static Entry<I, M>) -> Vec<&'static str> {
        let changed = lock(&self.names).of(entry).map(<[_]>::to_vec);
        changed.unwrap_or_else(|| self.names_in_base(entry))
    }

    fn names_in_base(&self, entry: &'static Entry<I, M>) -> Vec<&'static str> {
        let own = [entry.name()].into_iter().chain(entry.aliases().iter().copied());
        let mut names: Vec<_> = own.chain(self.base.inherited_by(entry)).collect();
        names.retain(|name| self.base.get(name).is_some_and(|slot| ptr::eq(slot.entry(), entry)));
        names.sort_unstable();
        names.dedup();
        names
    }

    /// A copy that goes its own way from here. The caller is the only writer.
    pub(super) fn copy(&self) -> Self {
        let copy = Self { reported: self.reported.copy(), ..Self::between(self.base, self.linked()) };
        copy.write(self.log.pairs(self.log.published()).collect());
        if let Some(fatal) = self.fatal.get() {
            copy.fatal.get_or_init(|| fatal.clone());
        }
        copy
    }

    /// What the linker has collected, as far as it is in here.
    pub(super) fn linked(&self) -> &'static Generation<I, M> {
        *lock(&self.linked)
    }

    /// What the source's mark was when that was collected.
    pub(super) fn mark(&self) -> usize {
        self.mark.load(Ordering::Acquire)
    }

    /// Says that all of `generation` is in here. The caller is the only writer.
    pub(super) fn set_linked(&self, generation: &'static Generation<I, M>) {
        *lock(&self.linked) = generation;
        self.mark.store(generation.mark, Ordering::Release);
    }

    /// Keeps `problems`, for those who ask what is wrong. The caller is the only writer.
    pub(super) fn report(&self, problems: Vec<Problem>) {
        self.reported.add(problems);
    }

    /// Warns of what was reported since. The caller holds no lock.
    pub(super) fn warn(&self) {
        self.reported.warn();
    }

    /// The fatal problems, if there are any.
    pub(super) fn usable(&self) -> Result<(), Problems> {
        self.fatal.get().map_or(Ok(()), |problems| Err(problems.clone()))
    }

    /// Closes the registry: no read may succeed by luck. The caller is the only writer.
    pub(super) fn close(&self, problems: Problems) {
        let nothing = self.keys().into_iter().map(|(key, _)| (key, None)).collect();
        self.fatal.get_or_init(|| problems);
        self.write(nothing);
    }

    /// What is wrong: with what the linker collected, and with what came at run time.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = self.linked().index.problems().to_vec();
        problems.extend(self.reported.all());
        problems
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
