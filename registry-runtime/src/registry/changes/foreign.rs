//! Names that lead to an entry though it does not say so: it took them over in another registry, or in a later index.

use crate::entry::Entry;
use std::collections::HashMap;

/// For writers: such names of each entry, by its address.
#[derive(Default)]
pub(super) struct Foreign(HashMap<usize, Vec<&'static str>>);

impl Foreign {
    pub(super) fn add<I: ?Sized, M>(&mut self, entry: &'static Entry<I, M>, name: &'static str) {
        let names = self.0.entry(entry.address()).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }

    /// Names that led to `entry` once, and may still.
    pub(super) fn of<I: ?Sized, M>(&self, entry: &'static Entry<I, M>) -> Vec<&'static str> {
        self.0.get(&entry.address()).cloned().unwrap_or_default()
    }
}
