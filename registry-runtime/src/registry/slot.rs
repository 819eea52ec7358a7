//! What an index keeps of one entry.

use crate::entry::{Entry, Shared};
use crate::error::Error;
use core::fmt;
use once_cell::race::OnceRef;

/// An entry that has its name, and its shared instance: a copy of what the [`Instances`](crate::entry::Instances) hold, for reads
/// without a lock.
pub(super) struct Slot<I: ?Sized + 'static, M: 'static> {
    entry: &'static Entry<I, M>,
    instance: OnceRef<'static, &'static I>,
}

impl<I: ?Sized, M> Slot<I, M> {
    pub(super) const fn new(entry: &'static Entry<I, M>) -> Self {
        Self { entry, instance: OnceRef::new() }
    }

    #[inline]
    pub(super) fn entry(&self) -> &'static Entry<I, M> {
        self.entry
    }

    /// The instance, if it is kept here already.
    #[inline]
    pub(super) fn kept(&self) -> Option<&'static I> {
        self.instance.get().copied()
    }

    pub(super) fn instance(&self) -> Result<&'static I, Error> {
        match self.kept() {
            Some(instance) => Ok(instance),
            None => self.shared().copied(),
        }
    }

    #[cold]
    fn shared(&self) -> Result<Shared<I>, Error> {
        let shared = self.entry.shared()?;
        Ok(self.instance.get_or_init(|| shared))
    }
}

/// Only the entry.
impl<I: ?Sized, M> fmt::Debug for Slot<I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entry.fmt(formatter)
    }
}
