//! The changes that a registry has, or will have if a change is made.

use super::super::changed::Changed;
use super::super::changes::Changes;
use std::sync::OnceLock;

/// A change that is refused leaves an unchanged registry without changes, so that reading it costs no more than before.
pub(super) enum Draft<I: ?Sized + 'static, M: 'static> {
    Installed(&'static Changes<I, M>),
    New(Box<Changes<I, M>>),
}

impl<I: ?Sized + Sync, M: Sync> Draft<I, M> {
    pub(super) fn changes(&self) -> &Changes<I, M> {
        match self {
            Self::Installed(changes) => changes,
            Self::New(changes) => changes,
        }
    }

    /// Gives them to the registry that has `cell`.
    pub(super) fn install(self, cell: &OnceLock<&'static dyn Changed<I, M>>) -> &'static Changes<I, M> {
        match self {
            Self::Installed(changes) => changes,
            Self::New(changes) => cell.get_or_init(|| Box::leak(changes)).as_changes(),
        }
    }
}
