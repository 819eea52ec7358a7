//! Entries that the linker brings late, from a library that is loaded at run time, into a registry that was changed at run time.

use super::super::changes::Changes;
use super::super::{Registry, Slot};
use super::batch::Batch;
use crate::error::Problems;

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// Takes in what has arrived, once.
    #[cold]
    pub(in crate::registry) fn take_arrivals(&self, changes: &'static Changes<I, M>) {
        let _writing = self.writing();
        self.take_arrivals_as_writer(changes);
    }

    /// What [`complete`](Self::complete) does, for one who has the right to write.
    pub(super) fn complete_as_writer(&self) -> Result<(), Problems> {
        let Some(changes) = self.changes.get() else { return self.index().usable() };
        self.take_arrivals_as_writer(changes);
        changes.usable()
    }

    /// An arrival takes a name that is free, or that the linker alone gave away before. What was said at run time stays, and the
    /// arrival is reported: under `deny`, the registry cannot be read then, as with any other two entries of one name.
    fn take_arrivals_as_writer(&self, changes: &'static Changes<I, M>) {
        if !self.generations.arrived_since(changes.mark()) {
            return;
        }
        let (before, now) = (changes.linked(), self.generations.current(&self.settings));
        let mut batch = Batch::new(changes, self.settings.kind, self.settings.duplicates);
        for (key, slot) in now.index.keys() {
            let linked = before.index.get(key).map(Slot::entry);
            if linked.is_some_and(|linked| std::ptr::eq(linked, slot.entry())) {
                continue;
            }
            let present = batch.holder(key).map(|holder| holder.entry());
            let is_name = slot.entry().name() == key;
            match (linked, present) {
                (Some(linked), Some(present)) if std::ptr::eq(linked, present) => batch.give(key, slot, is_name),
                _ => batch.take(key, slot, is_name),
            }
        }
        let fatal = now.index.usable().and_then(|()| batch.fatal());
        batch.finish();
        changes.set_linked(now);
        if let Err(problems) = fatal {
            changes.close(problems);
        }
    }
}
