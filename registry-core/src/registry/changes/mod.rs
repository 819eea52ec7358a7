//! What was registered, replaced and removed at run time, over what the linker collected.
//!
//! A registry without changes has none of this. The entries that the linker collected stay in their index; a log says what is
//! different from it. Nothing is freed, because readers hold what they found for as long as they like.

mod log;

use super::Slot;
use super::by_name::ByName;
use super::generation::Generation;
use super::warning::warn;
use crate::entry::{Entry, Home};
use crate::error::{Problem, Problems};
use log::Log;
pub(super) use log::Pair;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

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
    /// The last listing, and how much of the log it shows. A reader that finds it taken makes its own.
    listed: Mutex<Option<(usize, Listing<I, M>)>>,
    /// What the linker has collected up to now: more than the base if entries arrived late.
    linked: Mutex<&'static Generation<I, M>>,
    /// Its mark.
    mark: AtomicUsize,
    /// What lost its name at run time.
    problems: Mutex<Vec<Problem>>,
    /// Why the registry cannot be read any more: what came late contradicts what was there.
    fatal: OnceLock<Problems>,
}

impl<I: ?Sized, M> Changes<I, M> {
    pub(super) fn leaked(base: &'static Generation<I, M>) -> &'static Self {
        Box::leak(Box::new(Self {
            base: base.index,
            log: Log::new(),
            listed: Mutex::new(None),
            linked: Mutex::new(base),
            mark: AtomicUsize::new(base.mark),
            problems: Mutex::new(Vec::new()),
            fatal: OnceLock::new(),
        }))
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
    pub(super) fn write(&self, values: impl IntoIterator<Item = Pair<Value<I, M>>>) {
        let mut last = BTreeMap::new();
        last.extend(values);
        let mut entries = self.len();
        for (key, value) in &last {
            let is_name = |holder: &Holder<I, M>| holder.is_name;
            entries -= usize::from(self.holder(key).as_ref().is_some_and(is_name));
            entries += usize::from(value.as_ref().is_some_and(is_name));
        }
        self.log.append(last, entries);
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
        let published = self.log.published();
        let Ok(mut listed) = self.listed.try_lock() else { return self.list(published) };
        match &*listed {
            Some((state, listing)) if *state == published => listing.clone(),
            _ => {
                let listing = self.list(published);
                *listed = Some((published, listing.clone()));
                listing
            }
        }
    }

    fn list(&self, published: usize) -> Listing<I, M> {
        let mut slots: Vec<_> = self.changed_names(published).collect();
        let unchanged = |slot: &&Slot<I, M>| self.log.get(slot.entry().name(), published).is_none();
        slots.extend(self.base.slots().iter().filter(unchanged));
        slots.sort_unstable_by_key(|slot| slot.entry().name());
        slots.into()
    }

    fn changed_names(&self, published: usize) -> impl Iterator<Item = &'static Slot<I, M>> {
        let holders = self.log.pairs(published).filter_map(|(_, value)| value);
        holders.filter(|holder| holder.is_name).map(|holder| holder.slot)
    }

    /// Every name and alias that leads to an entry, with the entry.
    pub(super) fn keys(&self) -> Vec<Pair<&'static Slot<I, M>>> {
        let published = self.log.published();
        let changed = self.log.pairs(published).filter_map(|(key, value)| Some((key, value?.slot)));
        let unchanged = self.base.keys().filter(|(key, _)| self.log.get(key, published).is_none());
        changed.chain(unchanged).collect()
    }

    /// What leads to `entry`.
    pub(super) fn keys_of(&self, entry: &'static Entry<I, M>) -> Vec<&'static str> {
        let own = [entry.name()].into_iter().chain(entry.aliases().iter().copied());
        let mut keys: Vec<_> = own.chain(self.base.inherited_by(entry)).collect();
        keys.retain(|key| self.holder(key).is_some_and(|holder| std::ptr::eq(holder.entry(), entry)));
        keys
    }

    /// A copy that goes its own way from here.
    pub(super) fn copy(&self) -> &'static Self {
        let copy = Self::leaked(self.linked());
        let changed = self
            .keys()
            .into_iter()
            .filter(|(key, slot)| copy.base.get(key).is_none_or(|base| !std::ptr::eq(base.entry(), slot.entry())));
        let removed = copy.base.keys().filter(|(key, _)| self.get(key).is_none());
        let removed = removed.map(|(key, _)| (key, None));
        let changed = changed.map(|(key, slot)| (key, Some(Holder { slot, is_name: slot.entry().name() == key })));
        copy.write(changed.chain(removed).collect::<Vec<_>>());
        lock(&copy.problems).extend(lock(&self.problems).iter().cloned());
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
    pub(super) fn report(&self, problems: &[Problem]) {
        warn(problems);
        lock(&self.problems).extend_from_slice(problems);
    }

    /// The fatal problems, if there are any.
    pub(super) fn usable(&self) -> Result<(), Problems> {
        self.fatal.get().map_or(Ok(()), |problems| Err(problems.clone()))
    }

    /// Closes the registry: no read may succeed by luck. The caller is the only writer.
    pub(super) fn close(&self, problems: Problems) {
        let keys = self.keys();
        self.fatal.get_or_init(|| problems);
        self.write(keys.into_iter().map(|(key, _)| (key, None)));
    }

    /// What is wrong: with what the linker collected, and with what came at run time.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = self.linked().index.problems().to_vec();
        problems.extend(lock(&self.problems).iter().cloned());
        problems
    }
}

/// No other code runs under these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<I: ?Sized + Sync, M: Sync> Home for Changes<I, M> {
    fn place_of(&self, name: &str) -> usize {
        self.listing().partition_point(|slot| slot.entry().name() < name)
    }
}
