//! Entries that the linker brings late, from a library that is loaded at run time, into a registry that was changed at run time.

use super::super::by_name::ByName;
use super::super::changed::Changed as _;
use super::super::changes::Changes;
use super::super::{Key, Registry, Slot};
use super::batch::{Batch, Party};
use super::draft::Draft;
use super::merge::by_entry;
use crate::entry::Entry;
use std::ptr;

/// Takes in what has arrived in `registry`. The caller is the only writer.
pub(in crate::registry) fn take_arrivals<I: ?Sized + Sync, M: Sync>(
    registry: &Registry<I, M>,
    changes: &'static Changes<I, M>,
) {
    if !registry.generations.arrived_since(changes.mark()) {
        return;
    }
    let (before, now) = (changes.linked(), registry.generations.current(&registry.settings));
    let batch = Batch::new(Draft::Installed(changes), registry.settings.kind, registry.settings.duplicates);
    let mut arrivals = Arrivals { before: before.index, now: now.index, batch };
    arrivals.clear_what_is_gone();
    for (slot, keys) in by_entry(now.index.keys()) {
        arrivals.take_in(slot, &keys);
    }
    let fatal = now.index.usable().and_then(|()| arrivals.batch.fatal());
    arrivals.batch.finish(&registry.changes);
    changes.set_linked(now);
    if let Err(problems) = fatal {
        changes.close(problems);
    }
}

/// What was said at run time about a name stays. So an arrival takes a name that is free, or that the linker alone gave away before;
/// otherwise it is reported, and under `deny` the registry cannot be read then, as with any other two entries of one name.
struct Arrivals<I: ?Sized + 'static, M: 'static> {
    before: &'static ByName<I, M>,
    now: &'static ByName<I, M>,
    batch: Batch<I, M>,
}

impl<I: ?Sized + Sync, M: Sync> Arrivals<I, M> {
    /// Names that the linker gave to an entry, and does not any more.
    fn clear_what_is_gone(&mut self) {
        for (key, slot) in self.before.keys() {
            let gone = self.now.get(Key::new(key)).is_none_or(|now| !ptr::eq(now, slot.entry()));
            if gone && self.leads_to(key, slot.entry()) {
                self.batch.clear(key);
            }
        }
    }

    fn take_in(&mut self, slot: &'static Slot<I, M>, keys: &[&'static str]) {
        let entry = slot.entry();
        let known = |key: &str| self.before.get(Key::new(key)).is_some_and(|before| ptr::eq(before, entry));
        let news: Vec<_> = keys.iter().copied().filter(|key| !known(key)).collect();
        if news.contains(&entry.name()) && !self.take(entry.name(), slot) {
            return;
        }
        if !self.leads_to(entry.name(), entry) {
            return;
        }
        for alias in news.into_iter().filter(|key| *key != entry.name()) {
            self.take(alias, slot);
        }
    }

    /// Lets `key` lead to the entry of `slot` if it is free.
    fn take(&mut self, key: &'static str, slot: &'static Slot<I, M>) -> bool {
        match self.batch.holder(key) {
            Some(holder) if !ptr::eq(holder.entry(), slot.entry()) => {
                self.batch.report_duplicate(key, Party::of(holder.entry()), Party::of(slot.entry()));
                false
            }
            _ => {
                self.batch.give(key, slot, key == slot.entry().name());
                true
            }
        }
    }

    fn leads_to(&self, key: &str, entry: &'static Entry<I, M>) -> bool {
        self.batch.holder(key).is_some_and(|holder| ptr::eq(holder.entry(), entry))
    }
}
