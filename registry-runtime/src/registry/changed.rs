//! What readers ask of a registry that was changed at run time.

#[cfg(feature = "std")]
use super::changes::Changes;
use super::{Key, Registry, Slot};
use crate::collect::Mark;
use crate::error::{Problem, Problems};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A key with its value.
pub(super) type Pair<V> = (&'static str, V);

/// Entries as a reader saw them, sorted by name.
pub(super) type Listing<I, M> = Arc<[&'static Slot<I, M>]>;

/// Virtual, so that how a registry is changed is compiled where registries are changed, and not in each crate that declares or reads
/// one. Without the feature `std` nothing implements it.
pub(super) trait Changed<I: ?Sized + 'static, M: 'static>: Send + Sync {
    /// The slot of the entry with this key.
    fn get(&self, key: Key<'_>) -> Option<&'static Slot<I, M>>;

    /// The number of entries.
    fn len(&self) -> usize;

    /// The entries, sorted by name.
    fn listing(&self) -> Listing<I, M>;

    /// Every name and alias that leads to an entry, with the entry.
    fn keys(&self) -> Vec<Pair<&'static Slot<I, M>>>;

    /// The entries, sorted by name, and the places among them that names and aliases lead to, at one moment.
    fn picture(&self) -> (Listing<I, M>, Vec<Pair<usize>>);

    /// What is wrong: with what the linker collected, with what came at run time, and with what is there.
    fn problems(&self) -> Vec<Problem>;

    /// The fatal problems, if there are any.
    fn usable(&self) -> Result<(), Problems>;

    /// What the source's mark was when its entries were taken.
    fn mark(&self) -> Mark;

    /// Grows with each change.
    fn state(&self) -> usize;

    /// Takes in what has arrived in `registry`. The caller is the only writer.
    fn take_arrivals(&'static self, registry: &Registry<I, M>);

    /// Warns of what was reported since. The caller holds no lock.
    fn warn(&self);

    /// A copy that goes its own way from here. The caller is the only writer.
    fn copy(&self) -> &'static dyn Changed<I, M>;

    /// For those who change it.
    #[cfg(feature = "std")]
    fn as_changes(&'static self) -> &'static Changes<I, M>;
}
