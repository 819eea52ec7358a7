//! What an index keeps of one entry.

use crate::entry::{Entry, Shared};
use crate::error::Error;
use once_cell::race::OnceRef;
use std::fmt;

/// A key and its entry, and the shared instance of that: a copy of what the [`Instances`](crate::entry::Instances) hold, for reads
/// without a lock.
///
/// Aligned, so that it never is in two cache lines.
#[repr(align(32))]
pub(super) struct Slot<I: ?Sized + 'static, M: 'static> {
    /// Here, too, although it is in the entry or its aliases: a lookup has one place less to go to.
    key: &'static str,
    entry: &'static Entry<I, M>,
    instance: OnceRef<'static, &'static I>,
}

impl<I: ?Sized, M> Slot<I, M> {
    pub(super) const fn new(key: &'static str, entry: &'static Entry<I, M>) -> Self {
        Self { key, entry, instance: OnceRef::new() }
    }

    /// The name or alias that leads here.
    #[inline]
    pub(super) fn key(&self) -> &'static str {
        self.key
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
        match self.instance.get() {
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
