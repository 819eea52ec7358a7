//! The entries of a registry under other keys.
//!
//! Readers never wait but for the building: a map is complete before it can be seen, and is never changed or freed.

use super::appended::Appended;
use super::{Registry, State};
use crate::entry::Entry;
use crate::registry::Keys;
use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};

/// The entries of a [`Registry`] under other keys, many to many: by file extension, by author, by what they need.
///
/// It is built at its first use, and anew at the first use after a change of the registry, in the number of entries; what was
/// built before stays in memory. A key function gives the [`Keys`] of each entry:
/// `K` is what it returns. It runs while others wait for the index, so it must not read the index itself. Without the feature `std`
/// nobody can wait: of several threads that come at once, each builds one, and all get the first.
///
/// ```
/// use registry_core::{Index, Metadata, Registry, register, registry};
///
/// #[derive(Metadata)]
/// pub struct LoaderInfo {
///     pub extensions: &'static [&'static str],
/// }
///
/// #[registry]
/// pub static LOADERS: Registry<fn(&str) -> usize, LoaderInfo>;
///
/// pub static BY_EXTENSION: Index<fn(&str) -> usize, LoaderInfo> = Index::new(&LOADERS, |entry| entry.meta().extensions);
///
/// #[register(kind = "loaders", meta(extensions = &["csv", "tsv"]))]
/// fn fields(text: &str) -> usize {
///     text.split([',', '\t']).count()
/// }
///
/// #[register(kind = "loaders", meta(extensions = &["txt", "tsv"]))]
/// fn lines(text: &str) -> usize {
///     text.lines().count()
/// }
///
/// let names: Vec<_> = BY_EXTENSION.get("tsv").iter().map(|entry| entry.name()).collect();
/// assert_eq!(names, ["fields", "lines"]);
/// assert!(BY_EXTENSION.get("parquet").is_empty());
/// assert_eq!(BY_EXTENSION.keys().collect::<Vec<_>>(), ["csv", "tsv", "txt"]);
/// ```
///
/// # Panics
///
/// Every read panics where a read of the registry does: see [`Registry`].
pub struct Index<I: ?Sized + 'static, M: 'static = (), K: 'static = &'static [&'static str]> {
    registry: &'static Registry<I, M>,
    keys: fn(&'static Entry<I, M>) -> K,
    built: Appended<Built<I, M>>,
    /// How many are built.
    count: AtomicUsize,
}

type Entries<I, M> = BTreeMap<Cow<'static, str>, Vec<&'static Entry<I, M>>>;

struct Built<I: ?Sized + 'static, M: 'static> {
    /// That of the registry when the entries were taken.
    state: State,
    entries: Entries<I, M>,
}

impl<I: ?Sized + 'static, M: 'static, K: 'static> Index<I, M, K> {
    /// The entries of `registry` by what `keys` gives for each. An entry without keys is not in the index; one that gives a key
    /// twice is listed once.
    #[must_use]
    pub const fn new(registry: &'static Registry<I, M>, keys: fn(&'static Entry<I, M>) -> K) -> Self {
        Self { registry, keys, built: Appended::new(), count: AtomicUsize::new(0) }
    }

    /// What was built last, which may be older than the registry, and how many are built up to it.
    fn newest(&self) -> (Option<&'static Built<I, M>>, usize) {
        let count = self.count.load(Ordering::Acquire);
        (count.checked_sub(1).and_then(|last| self.built.get(last)), count)
    }
}

impl<I: ?Sized + 'static, M: 'static, K: Keys + 'static> Index<I, M, K> {
    /// The entries with this key, sorted by name; empty if there are none. Case matters.
    #[must_use]
    #[track_caller]
    pub fn get(&self, key: &str) -> &[&'static Entry<I, M>] {
        self.entries().get(key).map_or(&[], Vec::as_slice)
    }

    /// The keys, sorted by their bytes.
    #[track_caller]
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.entries().keys().map(Cow::as_ref)
    }

    /// Each key with its entries, sorted by key.
    #[track_caller]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &[&'static Entry<I, M>])> + DoubleEndedIterator {
        self.entries().iter().map(|(key, entries)| (key.as_ref(), entries.as_slice()))
    }

    /// The number of keys.
    #[must_use]
    #[track_caller]
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there is no key.
    #[must_use]
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// By key, as the registry is now.
    #[track_caller]
    fn entries(&self) -> &'static Entries<I, M> {
        // the state first: what changes in between is then noticed by the next look
        let state = self.registry.state();
        let (newest, mut place) = self.newest();
        if let Some(newest) = newest.filter(|newest| newest.state == state) {
            return &newest.entries;
        }
        // not inside of the cell, so that a registry that cannot be read names the caller
        let entries = self.registry.iter();
        loop {
            let make = || Built { state, entries: self.by_key(entries.clone()) };
            let built = self.built.get_or_init(place, make);
            place += 1;
            self.count.fetch_max(place, Ordering::Release);
            // another may have been here first, and have read the registry in another state
            if built.state == state {
                return &built.entries;
            }
        }
    }

    fn by_key(&self, entries: impl Iterator<Item = &'static Entry<I, M>>) -> Entries<I, M> {
        let mut by_key = Entries::new();
        for entry in entries {
            (self.keys)(entry).each(&mut |key| {
                let listed = by_key.entry(key).or_default();
                if !listed.last().is_some_and(|last| core::ptr::eq(*last, entry)) {
                    listed.push(entry);
                }
            });
        }
        by_key
    }
}

/// The keys that were found so far: what is only shown builds nothing.
impl<I: ?Sized, M, K> fmt::Debug for Index<I, M, K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("kind", &self.registry.kind())
            .field("keys", &self.newest().0.map(|newest| newest.entries.keys().collect::<Vec<_>>()))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
