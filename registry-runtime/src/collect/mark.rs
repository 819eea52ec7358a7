//! By which it is seen that entries have arrived.

use core::sync::atomic::{AtomicUsize, Ordering};

/// What a source had to give at some time. No source ever has an earlier mark again.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// That of the backend.
    pub(crate) collected: usize,
    /// How many times libraries handed entries over.
    #[cfg(feature = "dynamic")]
    pub(crate) handed_over: usize,
}

/// A mark that one thread at a time changes. Who reads it meanwhile may see a part of the next one; such a mixture is never the
/// mark of a later time, because no part ever comes back.
#[derive(Default)]
pub(crate) struct KeptMark {
    collected: AtomicUsize,
    #[cfg(feature = "dynamic")]
    handed_over: AtomicUsize,
}

impl KeptMark {
    pub(crate) fn of(mark: Mark) -> Self {
        let kept = Self::default();
        kept.set(mark);
        kept
    }

    pub(crate) fn set(&self, mark: Mark) {
        self.collected.store(mark.collected, Ordering::Release);
        #[cfg(feature = "dynamic")]
        self.handed_over.store(mark.handed_over, Ordering::Release);
    }

    pub(crate) fn get(&self) -> Mark {
        Mark {
            collected: self.collected.load(Ordering::Acquire),
            #[cfg(feature = "dynamic")]
            handed_over: self.handed_over.load(Ordering::Acquire),
        }
    }
}
