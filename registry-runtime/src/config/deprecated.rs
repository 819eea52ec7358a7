//! A warning, once for each component.

use crate::entry::Entry;

/// Says that config names a component that it should not name any more.
#[cfg(feature = "tracing")]
pub(super) fn warn<I: ?Sized, M>(entry: &Entry<I, M>) {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, PoisonError};

    static WARNED: Mutex<BTreeSet<(&str, &str)>> = Mutex::new(BTreeSet::new());

    let Some(deprecation) = entry.deprecation() else { return };
    if WARNED.lock().unwrap_or_else(PoisonError::into_inner).insert((entry.kind(), entry.name())) {
        tracing::warn!(kind = entry.kind(), name = entry.name(), "config names a component that is {deprecation}");
    }
}

/// Without the feature `tracing` there is nobody to tell.
#[cfg(not(feature = "tracing"))]
pub(super) fn warn<I: ?Sized, M>(_: &Entry<I, M>) {}
