//! The right to write.

use super::super::Registry;
use std::sync::{MutexGuard, PoisonError};

/// Only one thread has it at a time. What was reported meanwhile is warned of when it is given back, because whoever hears the
/// warning may use the registry.
pub(in crate::registry) struct Writing<'a, I: ?Sized + 'static, M: 'static> {
    registry: &'a Registry<I, M>,
    guard: Option<MutexGuard<'a, ()>>,
}

impl<'a, I: ?Sized, M> Writing<'a, I, M> {
    pub(super) fn of(registry: &'a Registry<I, M>) -> Self {
        let guard = registry.writing.lock().unwrap_or_else(PoisonError::into_inner);
        Self { registry, guard: Some(guard) }
    }

    /// Gives it back before it is dropped.
    #[cfg(feature = "dynamic")]
    pub(super) fn release(&mut self) {
        self.guard = None;
    }
}

impl<I: ?Sized, M> Drop for Writing<'_, I, M> {
    fn drop(&mut self) {
        self.guard = None;
        if let Some(changes) = self.registry.changes.get() {
            changes.warn();
        }
    }
}
