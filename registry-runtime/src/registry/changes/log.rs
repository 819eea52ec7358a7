//! What was changed, in the order in which it was: a registry at any time is what a beginning of the log says.
//!
//! Readers look at how much of the log is published, find the newest change of a name through a hash table, and step back from
//! what is not published yet. So they never wait, and a change of several names becomes visible at once. One writer at a time
//! appends; nothing is changed or freed afterwards.

use super::super::Key;
use super::super::appended::Appended;
use super::super::changed::Pair;
use once_cell::race::OnceRef;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// One change of one key.
pub(super) struct Change<V> {
    pub(super) key: &'static str,
    pub(super) value: V,
    /// The number of the previous change of this key; 0 if there is none.
    previous: usize,
    /// How many entries the registry has after it.
    entries: usize,
}

/// A log of changes to the values of keys.
pub(super) struct Log<V: 'static> {
    /// Changes are numbered from 1; this is the last that may be read.
    published: AtomicUsize,
    changes: Appended<Change<V>>,
    /// The newest change of each key. When one is full, a larger one follows; the former are read by those who have them.
    tables: [OnceRef<'static, Table>; TABLES],
    newest: AtomicUsize,
}

const TABLES: usize = 40;
const FIRST_TABLE: usize = 16;

impl<V: Copy> Log<V> {
    pub(super) fn new() -> Self {
        Self {
            published: AtomicUsize::new(0),
            changes: Appended::new(),
            tables: [const { OnceRef::new() }; TABLES],
            newest: AtomicUsize::new(0),
        }
    }

    /// How much may be read.
    #[inline]
    pub(super) fn published(&self) -> usize {
        self.published.load(Ordering::Acquire)
    }

    /// How many entries there are after the first `published` changes; `None` if those are none.
    pub(super) fn entries(&self, published: usize) -> Option<usize> {
        Some(self.change(published)?.entries)
    }

    /// The value of `key` after the first `published` changes, if they change it.
    #[inline]
    pub(super) fn get(&self, key: Key<'_>, published: usize) -> Option<V> {
        let table = self.tables[self.newest.load(Ordering::Acquire)].get()?;
        let newest = table.newest(key.hash(), |number| self.is_of(number, key))?;
        Some(self.before(newest, published)?.value)
    }

    /// The keys that the first `published` changes change, with their values, in no particular order.
    pub(super) fn pairs(&self, published: usize) -> impl Iterator<Item = Pair<V>> {
        let table = self.tables[self.newest.load(Ordering::Acquire)].get();
        let newest = table.into_iter().flat_map(|table| table.slots.iter().filter_map(number));
        newest.filter_map(move |newest| self.before(newest, published)).map(|change| (change.key, change.value))
    }

    /// Adds changes, all of which become visible at once; the registry then has this many `entries`. One thread at a time.
    pub(super) fn append(&self, pairs: impl IntoIterator<Item = Pair<V>>, entries: usize) {
        let mut last = self.published();
        for (key, value) in pairs {
            last += 1;
            self.add(last, key, value, entries);
        }
        self.published.store(last, Ordering::Release);
    }

    fn add(&self, number: usize, key: &'static str, value: V, entries: usize) {
        let hash = Key::new(key).hash();
        let table = self.table_with_room();
        let slot = table.slot(hash, |number| self.is_of(number, Key::new(key)));
        let previous = self::number(slot).unwrap_or_default();
        self.changes.set(number, Change { key, value, previous, entries });
        if previous == 0 {
            table.keys.fetch_add(1, Ordering::Relaxed);
        }
        slot.store(packed(hash, number), Ordering::Release);
    }

    /// The newest table, less than half full.
    fn table_with_room(&self) -> &'static Table {
        let newest = self.newest.load(Ordering::Relaxed);
        let table = self.tables[newest].get_or_init(|| Table::leaked(FIRST_TABLE));
        if table.keys.load(Ordering::Relaxed) * 2 < table.slots.len() {
            return table;
        }
        let larger = Table::leaked(table.slots.len() * 2);
        for number in table.slots.iter().filter_map(number) {
            let Some(change) = self.change(number) else { continue };
            let hash = Key::new(change.key).hash();
            larger.slot(hash, |_| false).store(packed(hash, number), Ordering::Relaxed);
        }
        larger.keys.store(table.keys.load(Ordering::Relaxed), Ordering::Relaxed);
        let larger = self.tables[newest + 1].get_or_init(|| larger);
        self.newest.store(newest + 1, Ordering::Release);
        larger
    }

    /// The change `number` of a key, or the last one before it that is published.
    #[inline]
    fn before(&self, number: usize, published: usize) -> Option<&'static Change<V>> {
        let mut change = self.change(number)?;
        let mut number = number;
        while number > published {
            number = change.previous;
            change = self.change(number)?;
        }
        Some(change)
    }

    /// Nothing for 0.
    #[inline]
    fn change(&self, number: usize) -> Option<&'static Change<V>> {
        self.changes.get(number)
    }

    #[inline]
    fn is_of(&self, number: usize, key: Key<'_>) -> bool {
        self.change(number).is_some_and(|change| change.key == key.name())
    }
}

/// An open hash table of numbers of changes. A slot is 0, or a few bits of the hash, so that hardly a foreign key is compared, and
/// the number.
struct Table {
    slots: Vec<AtomicU64>,
    keys: AtomicUsize,
}

/// So many changes take more memory than there is.
const NUMBER_BITS: u32 = 44;
const NUMBER: u64 = (1 << NUMBER_BITS) - 1;

fn packed(hash: u64, number: usize) -> u64 {
    (hash & !NUMBER) | number as u64
}

#[inline]
fn number(slot: &AtomicU64) -> Option<usize> {
    unpacked(slot.load(Ordering::Acquire))
}

#[inline]
fn unpacked(packed: u64) -> Option<usize> {
    let number = packed & NUMBER;
    (number > 0).then_some(usize::try_from(number).unwrap_or(usize::MAX))
}

impl Table {
    fn leaked(slots: usize) -> &'static Self {
        let slots = std::iter::repeat_with(|| AtomicU64::new(0)).take(slots).collect();
        Box::leak(Box::new(Self { slots, keys: AtomicUsize::new(0) }))
    }

    /// The slot of a key: that of a number that `is_of` the key, or the empty one where it belongs.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "any bits of a hash will do")]
    fn slot(&self, hash: u64, is_of: impl Fn(usize) -> bool) -> &AtomicU64 {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let slot = &self.slots[place];
            let packed = slot.load(Ordering::Acquire);
            let same_hash = (packed ^ hash) & !NUMBER == 0;
            match unpacked(packed) {
                None => return slot,
                Some(number) if same_hash && is_of(number) => return slot,
                Some(_) => place = (place + 1) & mask,
            }
        }
    }

    /// The number of the newest change of a key.
    #[inline]
    fn newest(&self, hash: u64, is_of: impl Fn(usize) -> bool) -> Option<usize> {
        number(self.slot(hash, is_of))
    }
}
