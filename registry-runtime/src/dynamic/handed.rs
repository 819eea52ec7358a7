//! What goes from a library into the program: references to statics, with types that both can compare.

use super::describe::FRAMEWORK;
use crate::collect::backend::{self, Collected};
use crate::entry::Entry;
use crate::error::Refused;
use crate::registry::{Arrival, Registry};
use std::any::Any;

/// One registry of a library, with what the library registers in it.
pub(crate) struct Handed {
    /// The path of its row type.
    pub(super) path: &'static str,
    pub(super) kind: &'static str,
    /// `Registry<I, M>`
    registry: &'static dyn Any,
    /// Each `Entry<I, M>`
    pub(super) entries: &'static [&'static dyn Any],
}

/// What a library exports. Not public API.
pub struct Exported {
    /// A slice, because memory must be freed by the library that took it: this is not freed.
    pub(super) hand_over: fn() -> &'static [Handed],
    /// What is referred to here, the linker keeps in the file.
    _descriptions: [&'static [u8]; 2],
}

impl Exported {
    /// That of a package with this description.
    #[must_use]
    pub const fn new(package: &'static [u8]) -> Self {
        Self { hand_over, _descriptions: [package, FRAMEWORK] }
    }
}

/// Everything that is registered in this copy of the framework.
fn hand_over() -> &'static [Handed] {
    backend::registries().map(|row| (row.port().hand_over)()).collect::<Vec<_>>().leak()
}

/// What a registry does with those of its name in libraries. Part of its row.
#[derive(Clone, Copy)]
pub(crate) struct Port {
    pub(crate) description: &'static [u8],
    pub(crate) hand_over: fn() -> Handed,
    pub(crate) take_in: fn(&Handed) -> Taken,
}

/// What comes of it that a registry is offered what a library has for it.
pub(crate) enum Taken {
    /// It is of another type.
    OtherType,
    /// The loader of the system gave it an entry of the program for its own.
    Interposed(&'static str),
    Refused(Refused),
    /// Ready to be taken in, together with what the library has for other registries.
    Ready(Box<dyn Arrival>),
}

impl Taken {
    /// The other, if this is nothing.
    pub(super) fn or(self, other: Self) -> Self {
        if matches!(self, Self::OtherType) { other } else { self }
    }
}

impl Port {
    /// That of the registry with row type `R`.
    pub(crate) const fn of<R: Collected>() -> Self {
        Self { description: &[], hand_over: hand_over_of::<R>, take_in: take_in::<R> }
    }
}

fn hand_over_of<R: Collected>() -> Handed {
    let registry = (R::REGISTRY)();
    let entries = registry.arrived().into_iter().map(|entry| -> &'static dyn Any { entry });
    Handed {
        path: std::any::type_name::<R>(),
        kind: registry.kind(),
        registry,
        entries: entries.collect::<Vec<_>>().leak(),
    }
}

fn take_in<R: Collected>(handed: &Handed) -> Taken {
    let guest = handed.registry.downcast_ref::<Registry<R::Item, R::Meta>>();
    let entries = handed.entries.iter().map(|entry| entry.downcast_ref::<Entry<R::Item, R::Meta>>());
    let (Some(guest), Some(entries)) = (guest, entries.collect::<Option<Vec<_>>>()) else { return Taken::OtherType };
    let registry = (R::REGISTRY)();
    if let Some(entry) = registry.known_among(&entries) {
        return Taken::Interposed(entry.name());
    }
    match registry.offered(guest, entries) {
        Ok(arrival) => Taken::Ready(Box::new(arrival)),
        Err(refused) => Taken::Refused(refused),
    }
}
