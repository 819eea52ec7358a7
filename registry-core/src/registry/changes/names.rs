//! Under which names and aliases each entry is.

use super::Value;
use crate::entry::Entry;
use hashbrown::HashMap;
use std::ptr;

/// For writers: what leads to each entry of which a name has changed.
#[derive(Default)]
pub(super) struct Names {
    by_entry: HashMap<usize, Vec<&'static str>>,
}

impl Names {
    /// What leads to `entry`; nothing if none of its names has changed.
    pub(super) fn of<I: ?Sized, M>(&self, entry: &'static Entry<I, M>) -> Option<&[&'static str]> {
        self.by_entry.get(&address(entry)).map(Vec::as_slice)
    }

    /// Takes note of what leads to `entry` before a name of it changes.
    pub(super) fn begin<I: ?Sized, M>(
        &mut self,
        entry: &'static Entry<I, M>,
        names: impl FnOnce() -> Vec<&'static str>,
    ) {
        self.by_entry.entry(address(entry)).or_insert_with(names);
    }

    /// Takes note that `key` leads from one entry to another.
    pub(super) fn change<I: ?Sized, M>(&mut self, key: &'static str, old: Value<I, M>, new: Value<I, M>) {
        if let Some(names) = old.and_then(|old| self.by_entry.get_mut(&address(old.entry()))) {
            names.retain(|name| *name != key);
        }
        if let Some(names) = new.and_then(|new| self.by_entry.get_mut(&address(new.entry()))) {
            names.push(key);
        }
    }
}

/// Entries never move.
fn address<I: ?Sized, M>(entry: &'static Entry<I, M>) -> usize {
    ptr::from_ref(entry).addr()
}
