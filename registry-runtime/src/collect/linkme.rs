//! The backend without constructors: the linker gathers the rows of all registries into one section.
//!
//! One slice for all of them, because a slice for each would have to be in scope wherever its registry is, under a name of
//! its own, and because `linkme` tells slices apart by their identifier alone.

use super::Row;
use crate::catalog::RegistryRow;
use crate::once::OnceLock;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::any::{Any, TypeId};
use linkme::distributed_slice;

/// A row that can be collected.
#[doc(hidden)]
pub trait Collected: Row {}

impl<R: Row> Collected for R {}

/// A row of any registry; its type says which.
pub type AnyRow = &'static (dyn Any + Sync);

/// Every row of the program. `linkme` tells slices apart by their identifiers, so this one says whose it is.
#[doc(hidden)]
#[allow(unsafe_code, reason = "linkme's expansion declares the section's bounds")]
#[distributed_slice]
pub static REGISTRY_CORE_ROWS_0_1: [AnyRow];

/// The rows by their type, sorted out once for all registries.
fn rows_by_type() -> &'static BTreeMap<TypeId, Vec<AnyRow>> {
    static SORTED: OnceLock<BTreeMap<TypeId, Vec<AnyRow>>> = OnceLock::new();
    SORTED.get_or_init(|| {
        let mut sorted: BTreeMap<TypeId, Vec<AnyRow>> = BTreeMap::new();
        for row in REGISTRY_CORE_ROWS_0_1 {
            sorted.entry((**row).type_id()).or_default().push(*row);
        }
        sorted
    })
}

pub(super) fn rows<R: Collected>() -> impl Iterator<Item = &'static R> {
    rows_of()
}

fn rows_of<R: 'static>() -> impl Iterator<Item = &'static R> {
    let rows = rows_by_type().get(&TypeId::of::<R>()).map_or(&[][..], Vec::as_slice);
    rows.iter().filter_map(|row: &AnyRow| (*row as &dyn Any).downcast_ref())
}

/// The section is complete before anything runs.
#[allow(clippy::extra_unused_type_parameters, reason = "the other backend has a mark for each registry")]
pub(super) fn mark<R: Collected>() -> usize {
    0
}

/// For the catalog: its rows are among all others.
macro_rules! collect_registries {
    () => {};
}
pub(crate) use collect_registries;

/// The rows of all registries.
pub(crate) fn registries() -> impl Iterator<Item = &'static RegistryRow> {
    rows_of()
}

#[doc(hidden)]
#[macro_export]
macro_rules! __collect {
    ($row:ident) => {
        $crate::__share!($row);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __submit {
    ($($row:tt)*) => {
        const _: () = {
            #[$crate::__private::linkme::distributed_slice($crate::__private::REGISTRY_CORE_ROWS_0_1)]
            #[linkme(crate = $crate::__private::linkme)]
            static __REGISTRY_ROW: $crate::__private::AnyRow = $($row)*;
        };
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __submit_registry {
    ($($row:tt)*) => {
        $crate::__private::submit!(&$($row)*);
    };
}

#[doc(hidden)]
pub use crate::{__submit as submit, __submit_registry as submit_registry};
