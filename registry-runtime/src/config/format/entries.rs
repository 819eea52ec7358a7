//! A table while it is read: no key twice.

use super::super::value::{Table, Value};
use std::collections::HashSet;

#[derive(Default)]
pub(super) struct Entries {
    table: Table,
    /// The keys, so that large tables do not take forever.
    known: HashSet<String>,
}

impl Entries {
    /// Takes the key, unless it is there.
    pub(super) fn claim(&mut self, key: &str) -> Result<(), String> {
        if self.known.insert(key.to_owned()) { Ok(()) } else { Err(super::twice(key)) }
    }

    /// Adds a key that has been claimed.
    pub(super) fn push(&mut self, key: String, value: Value) {
        self.table.push((key, value));
    }

    pub(super) fn into_table(self) -> Table {
        self.table
    }
}
