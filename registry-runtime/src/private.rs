//! What the macros' expansions call. Not public API: it changes without notice.

pub use crate::catalog::RegistryRow;
#[cfg(all(feature = "linkme", not(any(target_family = "wasm", all(windows, target_env = "gnu")))))]
pub use crate::collect::backend::{AnyRow, REGISTRY_CORE_ROWS_0_1};
pub use crate::collect::backend::{Collected, submit, submit_registry};
#[cfg(target_family = "wasm")]
pub use crate::collect::linked_entry;
pub use crate::collect::{ReadFields, Row};
pub use crate::constructor::{
    Accepts, Constructed, ConstructorError, DefaultConstructor, PlainReturn, ResultReturn, Returned,
};
pub use crate::entry::{Component, Details, Home, Identity, Replaces, RunTime, Secondary, Subject};
pub use crate::healthy::assert_healthy;
pub use crate::metadata::{FieldDebug, FieldHidden, FieldProbe, FieldValue, MetadataFields};
pub use crate::registry::{Duplicates, KeysOf, Primary, Settings};
pub use alloc::boxed::Box;
pub use alloc::vec::Vec;
pub use core::any::TypeId;
pub use core::default::Default;
pub use core::marker::Sync;
pub use core::option::Option;
pub use core::panic;
#[cfg(any(feature = "inventory", any(target_family = "wasm", all(windows, target_env = "gnu"))))]
pub use inventory;
#[cfg(feature = "linkme")]
pub use linkme;

#[cfg(feature = "schema")]
pub use crate::config::{ConfigSchema, NoConfigSchema, NoSchema, Probe, ProbeConstructor};
#[cfg(feature = "serde")]
pub use crate::config::{Configured, Failure, call};
#[cfg(feature = "dynamic")]
pub use crate::dynamic::{Exported, bytes};
#[cfg(feature = "plugin")]
pub use crate::plugin::{argument_private as argument, expansion as plugin};
#[cfg(feature = "schema")]
pub use alloc::borrow::Cow;
pub use core::result::Result;
#[cfg(feature = "plugin")]
pub use core::{concat, stringify};
#[cfg(feature = "schema")]
pub use schemars;
#[cfg(feature = "serde")]
pub use serde;

use crate::entry::Deprecation;
use crate::metadata::Metadata;
use crate::registry::Registry;
use core::any::type_name;
use core::marker::PhantomData;

/// What the registry with this row type holds.
pub type ItemOf<R> = <R as Row>::Item;

/// The fields of the metadata of the registry with this row type.
pub type FieldsOf<R> = <<R as Row>::Meta as Metadata>::Fields;

/// The registry whose rows are `R`.
#[must_use]
pub const fn linked<R: Collected>(settings: Settings) -> Registry<R::Item, R::Meta> {
    Registry::linked::<R>(settings)
}

/// The registry whose rows are `R`, and whose keys are those of another.
#[must_use]
pub const fn secondary<R: Collected>(settings: Settings, primary: Primary) -> Registry<R::Item, R::Meta> {
    Registry::linked::<R>(settings).secondary_of(primary)
}

/// Whether a registry can hold `T` itself.
pub const fn holds_values<T: ?Sized + Value>() {}

/// A type whose values a registry can hold.
#[diagnostic::on_unimplemented(
    message = "a registry cannot hold `{Self}`",
    label = "its size is not known",
    note = "hold `dyn Trait`, written out and not as an alias, a function pointer, or a sized type such as `&'static {Self}`"
)]
pub trait Value {}

#[diagnostic::do_not_recommend]
impl<T> Value for T {}

/// A name that only `const` evaluation knows.
#[must_use]
pub const fn checked_name(name: &'static str) -> &'static str {
    crate::name::checked(name)
}

/// The key of a secondary component that only `const` evaluation knows.
#[must_use]
pub const fn checked_key(key: &'static str) -> &'static str {
    crate::name::checked_key(key)
}

/// What `deprecated(since = "..", note = "..", remove_in = "..")` says; empty where it was left out.
#[must_use]
pub const fn deprecation(since: &'static str, note: &'static str, remove_in: &'static str) -> Option<Deprecation> {
    Some(Deprecation { since: given(since), note: given(note), remove_in: given(remove_in) })
}

const fn given(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}

/// Who `T` is.
#[must_use]
pub fn identity<T: ?Sized + 'static>() -> Identity {
    Identity { type_id: TypeId::of::<T>(), type_name: type_name::<T>() }
}

/// Who the type of a value is; every function has a type of its own.
#[must_use]
pub const fn identity_of<T: ?Sized + 'static>(_: &T) -> fn() -> Identity {
    identity::<T>
}

/// Where a value is.
#[must_use]
pub fn address<T>(value: &T) -> usize {
    core::ptr::from_ref(value).addr()
}

/// How values of `T` are copied: [`copy`](Self::copy) is its own if they can be, and that of [`NotCopied`] otherwise.
#[derive(Debug)]
pub struct Copied<T: ?Sized>(PhantomData<T>);

impl<T: Copy + 'static> Copied<T> {
    /// Makes a box with a copy.
    #[must_use]
    pub fn copy(value: &'static T) -> Option<Box<T>> {
        Some(Box::new(*value))
    }
}

/// What is not `Copy`.
pub trait NotCopied<T: ?Sized + 'static> {
    /// Nothing makes another.
    #[must_use]
    fn copy(_: &'static T) -> Option<Box<T>> {
        None
    }
}

impl<T: ?Sized + 'static> NotCopied<T> for Copied<T> {}

/// Of a static, there is only the one.
#[must_use]
pub fn not_copied<T: ?Sized>(_: &'static T) -> Option<Box<T>> {
    None
}

/// What the target of `replaces` stands for in the namespaces where it does not exist.
pub mod fallback {
    /// A type and a value that nothing registers.
    #[derive(Debug)]
    pub struct __ReplacedComponent;
}
