//! The index of a registry, and the newer ones that follow when entries arrive late.
//!
//! Readers never wait: a generation is complete before it can be seen, and is never changed or freed afterwards.

use super::Settings;
use super::by_name::ByName;
use crate::collect::Source;
use std::sync::OnceLock;

struct Generation<I: ?Sized + 'static, M: 'static> {
    /// What the source's mark was when the entries were taken.
    mark: usize,
    index: ByName<I, M>,
    next: Next<I, M>,
}

type Next<I, M> = OnceLock<Box<Generation<I, M>>>;

pub(super) struct Generations<I: ?Sized + 'static, M: 'static> {
    source: Source<I, M>,
    first: Next<I, M>,
}

impl<I: ?Sized, M> Generations<I, M> {
    pub(super) const fn new(source: Source<I, M>) -> Self {
        Self { source, first: OnceLock::new() }
    }

    /// The newest index there is, which may not know of entries that arrived since.
    #[inline]
    pub(super) fn indexed(&self) -> Option<&ByName<I, M>> {
        let mut newest = self.first.get()?;
        while let Some(next) = newest.next.get() {
            newest = next;
        }
        Some(&newest.index)
    }

    /// The index of all entries that have arrived.
    pub(super) fn current(&self, settings: &Settings) -> &ByName<I, M> {
        let mut next = &self.first;
        loop {
            // the mark first: entries that arrive in between are then noticed by the next look
            let mark = self.source.mark();
            let generation = next.get_or_init(|| {
                Box::new(Generation {
                    mark,
                    index: ByName::of(&self.source.entries(), settings),
                    next: OnceLock::new(),
                })
            });
            if generation.mark == mark && generation.next.get().is_none() {
                return &generation.index;
            }
            next = &generation.next;
        }
    }
}
