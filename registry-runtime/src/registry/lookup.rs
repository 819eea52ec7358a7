//! Lookups by name: most of them take the way of [`usual`](Registry::usual), which is short.

use super::by_name::ByName;
use super::generation::Generation;
use super::{Key, Registry, Slot};
use crate::entry::Entry;
use crate::error::{Error, NotFound};
use crate::hash::Words;
use alloc::{boxed::Box, vec::Vec};

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// The entry with this name or alias. Case matters.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn get(&self, name: &str) -> Option<&'static Entry<I, M>> {
        match Words::of(name) {
            Some(words) => self.get_usual(words, words.hash()),
            None => self.get_unusual(name),
        }
    }

    /// The entry with this name or alias, which is hashed already.
    #[must_use]
    #[track_caller]
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "most of it is done when the program is compiled, if the key is known then"
    )]
    pub fn get_key(&self, key: Key<'_>) -> Option<&'static Entry<I, M>> {
        match Words::of(key.name()) {
            Some(words) => self.get_usual(words, key.hash()),
            None => self.get_unusual_key(key),
        }
    }

    #[inline(never)]
    #[track_caller]
    fn get_unusual(&self, name: &str) -> Option<&'static Entry<I, M>> {
        self.get_unusual_key(Key::new(name))
    }

    #[inline(never)]
    #[track_caller]
    fn get_unusual_key(&self, key: Key<'_>) -> Option<&'static Entry<I, M>> {
        let Some(only) = self.only() else { return self.get_any(key.name()) };
        match only.index.unusual(key) {
            Some(row) => only.index.entry(row),
            None => self.missed(key.name(), only),
        }
    }

    /// The way of most lookups.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it is short, and a call of it would take as long as all else")]
    #[track_caller]
    fn get_usual(&self, words: Words<'_>, hash: u64) -> Option<&'static Entry<I, M>> {
        let Some(only) = self.only() else { return self.get_any(words.name()) };
        match only.index.usual(words, hash) {
            Some(row) => only.index.entry(row),
            None => self.missed(words.name(), only),
        }
    }

    /// A name that most likely nobody has.
    #[inline(never)]
    #[track_caller]
    fn missed(&self, name: &str, only: &Generation<I, M>) -> Option<&'static Entry<I, M>> {
        let is_missing = only.index.is_perfect() && !self.generations.arrived_since(only.mark);
        if is_missing { None } else { self.get_any(name) }
    }

    /// The same for what is not found at once.
    #[inline(never)]
    #[track_caller]
    fn get_any(&self, name: &str) -> Option<&'static Entry<I, M>> {
        if let Some(entry) = self.known_entry(name) {
            return Some(entry);
        }
        self.readable();
        self.known_entry(name)
    }

    /// The entry with this name or alias.
    ///
    /// # Errors
    /// [`NotFound`] with the nearest names and all names.
    #[track_caller]
    pub fn require(&self, name: &str) -> Result<&'static Entry<I, M>, NotFound> {
        self.get(name).ok_or_else(|| self.not_found(name))
    }

    /// Whether an entry has this name or alias.
    #[must_use]
    #[track_caller]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The shared instance of the component with this name or alias; see [`Entry::instance`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Inconsistent`], and those of [`Entry::instance`].
    #[inline]
    pub fn instance(&self, name: &str) -> Result<&'static I, Error> {
        match self.usual(name, ByName::kept) {
            Some(instance) => Ok(instance),
            None => self.instance_any(name),
        }
    }

    /// The same for what is not found or kept.
    #[inline(never)]
    fn instance_any(&self, name: &str) -> Result<&'static I, Error> {
        self.checked(name, Self::known)?.instance()
    }

    /// A component of the caller's own; see [`Entry::create`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Inconsistent`], and those of [`Entry::create`].
    #[inline]
    pub fn create(&self, name: &str) -> Result<Box<I>, Error> {
        match self.usual(name, ByName::entry) {
            Some(entry) => entry.create(),
            None => self.create_any(name),
        }
    }

    /// The same for what is not found at once.
    #[inline(never)]
    fn create_any(&self, name: &str) -> Result<Box<I>, Error> {
        self.checked(name, Self::known_entry)?.create()
    }

    /// What is in the row of this name, if the registry and the name are as most are.
    #[inline]
    fn usual<T>(&self, name: &str, of: impl FnOnce(&'static ByName<I, M>, usize) -> Option<T>) -> Option<T> {
        let words = Words::of(name)?;
        let index = &self.only()?.index;
        of(index, index.usual(words, words.hash())?)
    }

    /// What the linker collected, if nothing came later or was changed.
    #[inline]
    fn only(&self) -> Option<&'static Generation<I, M>> {
        self.generations.only().filter(|_| self.changes.get().is_none())
    }

    /// The entry that is known to have this name; it may have arrived and not be known yet.
    pub(super) fn known_entry(&self, name: &str) -> Option<&'static Entry<I, M>> {
        match self.changes.get() {
            None => self.generations.newest()?.index.get(Key::new(name)),
            Some(changes) => changes.get(Key::new(name)).map(Slot::entry),
        }
    }

    /// Its slot.
    pub(super) fn known(&self, name: &str) -> Option<&'static Slot<I, M>> {
        let key = Key::new(name);
        match self.changes.get() {
            None => self.generations.newest()?.index.slot(key),
            Some(changes) => changes.get(key),
        }
    }

    /// What is known of this name, once all that has arrived is known.
    pub(super) fn checked<T>(&self, name: &str, known: fn(&Self, &str) -> Option<T>) -> Result<T, Error> {
        if let Some(found) = known(self, name) {
            return Ok(found);
        }
        self.complete()?;
        known(self, name).ok_or_else(|| self.not_found(name).into())
    }

    pub(super) fn not_found(&self, name: &str) -> NotFound {
        let keys: Vec<_> = self.keys().into_iter().map(|(key, slot)| (key, slot.entry().name() == key)).collect();
        let mut names: Vec<_> = keys.iter().filter(|(_, is_name)| *is_name).map(|(key, _)| *key).collect();
        names.sort_unstable();
        let error = NotFound::new(self.settings.kind, name, names, keys.into_iter().map(|(key, _)| key));
        if self.generations.are_linked() { error } else { error.in_own_registry() }
    }
}
