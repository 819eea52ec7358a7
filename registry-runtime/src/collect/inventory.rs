//! The default backend: constructors that run before `main` link the rows of each registry into a list.

use super::{Row, initialize};
use crate::catalog::RegistryRow;

/// A row that can be collected.
#[doc(hidden)]
pub trait Collected: Row {
    /// Those of its type, the last that arrived first.
    fn rows() -> impl Iterator<Item = &'static Self>;
}

impl<R: Row> Collected for R
where
    &'static R: inventory::Collect,
{
    fn rows() -> impl Iterator<Item = &'static Self> {
        list::<&'static Self>().copied()
    }
}

pub(super) fn rows<R: Collected>() -> impl Iterator<Item = &'static R> {
    R::rows()
}

/// What has arrived of a type, the last first.
fn list<T: inventory::Collect>() -> impl Iterator<Item = &'static T> {
    initialize();
    inventory::iter::<T>.into_iter()
}

/// The address of the row that arrived last; rows never move and never leave.
pub(super) fn mark<R: Collected>() -> usize {
    R::rows().next().map_or(0, |row| core::ptr::from_ref(row).addr())
}

#[doc(hidden)]
#[macro_export]
macro_rules! __collect {
    ($row:ident) => {
        $crate::__share!($row);
        $crate::__private::inventory::collect!(&'static $row);
    };
}

/// For the catalog.
macro_rules! collect_registries {
    () => {
        inventory::collect!(RegistryRow);
    };
}
pub(crate) use collect_registries;

/// The rows of all registries.
pub(crate) fn registries() -> impl Iterator<Item = &'static RegistryRow> {
    list()
}

#[doc(hidden)]
pub use inventory::{submit, submit as submit_registry};
