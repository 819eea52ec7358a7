//! Entries that no backend of this program sees: libraries with a copy of the framework of their own hand them over.

use crate::entry::Entry;
use std::sync::OnceLock;

/// A list that only grows, and is read without waiting.
pub(super) struct HandedOver<I: ?Sized + 'static, M: 'static>(OnceLock<&'static Part<I, M>>);

/// What came at one time, and what came after it.
struct Part<I: ?Sized + 'static, M: 'static> {
    entries: Vec<&'static Entry<I, M>>,
    rest: HandedOver<I, M>,
}

impl<I: ?Sized, M> HandedOver<I, M> {
    #[allow(clippy::declare_interior_mutable_const, reason = "each use is to be a list of its own")]
    pub(super) const NOTHING: Self = Self(OnceLock::new());

    /// Adds `entries` at the end. One thread at a time.
    pub(super) fn add(&self, entries: Vec<&'static Entry<I, M>>) {
        let end = self.parts().last().map_or(self, |part| &part.rest);
        let part: &'static Part<I, M> = Box::leak(Box::new(Part { entries, rest: Self::NOTHING }));
        assert!(end.0.set(part).is_ok(), "who adds something is alone");
    }

    /// How many times something was added.
    pub(super) fn times(&self) -> usize {
        self.parts().count()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &'static Entry<I, M>> {
        self.parts().flat_map(|part| part.entries.iter().copied())
    }

    fn parts(&self) -> impl Iterator<Item = &'static Part<I, M>> {
        std::iter::successors(self.0.get().copied(), |part| part.rest.0.get().copied())
    }
}
