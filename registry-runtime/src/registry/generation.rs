//! The index of a registry, and the newer ones that follow when entries arrive late.
//!
//! Readers never wait: a generation is complete before it can be seen, and is never changed or freed afterwards.

use super::Settings;
use super::by_name::ByName;
use super::warning::warn;
use crate::collect::{Mark, Source};
use crate::entry::Entry;
use crate::once::OnceLock;
use alloc::boxed::Box;
use alloc::vec::Vec;

pub(super) struct Generation<I: ?Sized + 'static, M: 'static> {
    /// What the source's mark was when the entries were taken.
    pub(super) mark: Mark,
    pub(super) index: &'static ByName<I, M>,
    next: Next<I, M>,
}

type Next<I, M> = OnceLock<&'static Generation<I, M>>;

pub(super) struct Generations<I: ?Sized + 'static, M: 'static> {
    /// `None` if nothing ever arrives.
    source: Option<Source<I, M>>,
    /// Whether nothing is linked into the registry, nor could be.
    is_own: bool,
    first: Next<I, M>,
}

impl<I: ?Sized, M> Generations<I, M> {
    pub(super) const fn new(source: Source<I, M>) -> Self {
        Self { source: Some(source), is_own: false, first: OnceLock::new() }
    }

    /// Without entries.
    pub(super) const fn empty() -> Self {
        Self { source: None, is_own: true, first: OnceLock::new() }
    }

    /// With what has arrived up to now.
    pub(super) fn copy(&self, settings: &Settings) -> Self {
        let Generation { mark, index, .. } = self.current(settings);
        let first = Box::leak(Box::new(Generation { mark: *mark, index, next: OnceLock::new() }));
        Self { source: None, is_own: self.is_own, first: OnceLock::from(&*first) }
    }

    /// The first, if there are no others.
    #[inline]
    pub(super) fn only(&self) -> Option<&'static Generation<I, M>> {
        self.first.get().copied().filter(|first| first.next.get().is_none())
    }

    /// The newest there is, which may not know of entries that arrived since.
    #[inline]
    pub(super) fn newest(&self) -> Option<&'static Generation<I, M>> {
        let mut newest = self.first.get()?;
        while let Some(next) = newest.next.get() {
            newest = next;
        }
        Some(newest)
    }

    /// That of all entries that have arrived.
    pub(super) fn current(&self, settings: &Settings) -> &'static Generation<I, M> {
        let mut next = &self.first;
        loop {
            // the mark first: entries that arrive in between are then noticed by the next look
            let mark = self.source.as_ref().map(Source::mark).unwrap_or_default();
            let mut is_new = false;
            let generation: &'static Generation<I, M> = next.get_or_init(|| {
                is_new = true;
                Generation::leaked(self.source.as_ref(), mark, settings)
            });
            if is_new {
                // not inside of the cell: whoever hears it may read the registry
                warn(generation.index.problems());
            }
            let complete = self.source.is_none() || generation.mark == mark;
            if complete && generation.next.get().is_none() {
                return generation;
            }
            next = &generation.next;
        }
    }

    /// All entries that have arrived, in no particular order.
    pub(super) fn arrived(&self) -> Vec<&'static Entry<I, M>> {
        self.source.as_ref().map(Source::entries).unwrap_or_default()
    }

    /// Adds entries that the backend does not see; nothing if nothing ever arrives.
    #[cfg(feature = "dynamic")]
    pub(super) fn hand_over(&self, entries: Vec<&'static Entry<I, M>>) {
        if let Some(source) = &self.source {
            source.hand_over(entries);
        }
    }

    /// Whether anything is linked into the registry, or could be.
    pub(super) fn are_linked(&self) -> bool {
        !self.is_own
    }

    /// Whether entries have arrived since `mark` was taken.
    #[inline]
    pub(super) fn arrived_since(&self, mark: Mark) -> bool {
        self.source.as_ref().is_some_and(|source| source.mark() != mark)
    }
}

impl<I: ?Sized, M> Generation<I, M> {
    fn leaked(source: Option<&Source<I, M>>, mark: Mark, settings: &Settings) -> &'static Self {
        let entries = source.map(Source::entries).unwrap_or_default();
        let index = Box::leak(Box::new(ByName::of(&entries, settings)));
        Box::leak(Box::new(Self { mark, index, next: OnceLock::new() }))
    }
}
