//! How registrations reach the registries: the only place that knows the backends.
//!
//! A backend offers
//! - `rows::<R>()`: every collected row of the registry whose row type is `R`, in no particular order;
//! - `mark::<R>()`: a number that changes when rows arrive later;
//! - the macros `__collect!`, once for each registry, and `__submit!`, once for each registration.

mod expansion;

#[cfg(all(feature = "inventory", not(feature = "linkme")))]
#[path = "inventory.rs"]
pub(crate) mod backend;
#[cfg(feature = "linkme")]
#[path = "linkme.rs"]
pub(crate) mod backend;
#[cfg(not(any(feature = "inventory", feature = "linkme")))]
compile_error!("registry-core needs a backend: enable its feature `inventory` (the default) or `linkme`");

use crate::entry::Entry;
use std::any::Any;

/// What the backend collects: one row for each registration. `#[registry]` implements it for a type of the static's name.
#[doc(hidden)]
pub trait Row: Send + Sync + Sized + 'static {
    /// The name of the registry.
    const KIND: &'static str;
    /// What the registry holds.
    type Item: ?Sized + 'static;
    /// The metadata of its entries.
    type Meta: 'static;
    /// The registration: an `Entry<Item, Meta>`.
    fn entry(&self) -> AnyEntry;
}

/// An entry of any registry. Rows have this type so that an item which is not `Sync` is one mistake, reported at the
/// registry, and not one for each trait that rows implement.
#[doc(hidden)]
pub type AnyEntry = &'static dyn ErasedEntry;

/// Not just `Any + Sync`: that an entry is `Sync` would be proven anew, field by field, in each registration.
#[doc(hidden)]
pub trait ErasedEntry: Sync {
    fn as_any(&self) -> &dyn Any;
}

impl<I: ?Sized + Sync + 'static, M: Sync + 'static> ErasedEntry for Entry<I, M> {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Where a registry gets its entries from.
pub(crate) struct Source<I: ?Sized + 'static, M: 'static> {
    entries: fn() -> Vec<&'static Entry<I, M>>,
    mark: fn() -> usize,
}

impl<I: ?Sized + 'static, M: 'static> Source<I, M> {
    pub(crate) const fn of<R>() -> Self
    where
        R: backend::Collected + Row<Item = I, Meta = M>,
    {
        Self { entries: entries::<R>, mark: backend::mark::<R> }
    }

    /// All entries that have arrived, in no particular order.
    pub(crate) fn entries(&self) -> Vec<&'static Entry<I, M>> {
        (self.entries)()
    }

    /// Changes when entries arrive.
    pub(crate) fn mark(&self) -> usize {
        (self.mark)()
    }
}

fn entries<R: backend::Collected>() -> Vec<&'static Entry<R::Item, R::Meta>> {
    backend::rows::<R>().filter_map(|row| row.entry().as_any().downcast_ref()).collect()
}
