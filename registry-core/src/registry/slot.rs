//! What an index keeps of one entry.

use crate::entry::{Entry, Shared};
use crate::error::Error;
use core::fmt;
use once_cell::race::OnceRef;

/// An entry that has its name, and its shared instance: a copy of what the [`Instances`](crate::entry::Instances) hold, for reads
/// without a lock. In an index, also the key that leads here.
pub(super) struct Slot<I: ?Sized + 'static, M: 'static> {
    pub(super) key: Span,
    entry: &'static Entry<I, M>,
    instance: OnceRef<'static, &'static I>,
}

/// Where a key is among the texts of all.
#[derive(Clone, Copy, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Span {
    /// # Panics
    /// If it is after 4,294,967,295 bytes.
    pub(super) fn new(start: usize, length: usize) -> Self {
        let position = |bytes: usize| u32::try_from(bytes).expect("names of less than 2^32 bytes");
        Self { start: position(start), length: position(length) }
    }

    pub(super) fn is_first(self) -> bool {
        self.start == 0
    }
}

impl<I: ?Sized, M> Slot<I, M> {
    pub(super) const fn new(key: Span, entry: &'static Entry<I, M>) -> Self {
        Self { key, entry, instance: OnceRef::new() }
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
