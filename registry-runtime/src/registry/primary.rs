//! The primary of a secondary registry: the one whose keys it shares.

use super::Claim;
use crate::collect::backend::Collected;
use crate::entry::Registration;
use crate::error::{NotInPrimary, Problem, nearest};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

/// A registry, as far as another that shares its keys must know it. Not public API.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Primary {
    read: fn() -> Keys,
    claims: fn() -> Vec<Claim>,
    path: fn() -> &'static str,
}

struct Keys {
    kind: &'static str,
    /// Nothing if the registry cannot be read, which is a problem of its own.
    known: Option<Vec<&'static str>>,
}

impl Primary {
    /// The registry with row type `R`.
    #[must_use]
    pub const fn of<R: Collected>() -> Self {
        Self { read: read::<R>, claims: claims::<R>, path: core::any::type_name::<R> }
    }

    /// Its kind.
    pub(crate) fn kind(self) -> &'static str {
        (self.read)().kind
    }

    /// The path of its static: kinds may have several.
    pub(crate) fn path(self) -> &'static str {
        (self.path)()
    }

    /// Everything that is registered in it, also what lost its name.
    pub(super) fn claims(self) -> Vec<Claim> {
        (self.claims)()
    }

    /// Those of `entries`, by their names, whose key it has not.
    pub(crate) fn strays<'a>(
        self,
        kind: &'static str,
        entries: impl Iterator<Item = (&'static str, &'a Registration)>,
    ) -> Vec<Problem> {
        let Keys { kind: primary, known: Some(known) } = (self.read)() else { return Vec::new() };
        let keys: BTreeSet<_> = known.iter().copied().collect();
        let strays = entries.filter(|(name, _)| !keys.contains(name));
        strays
            .map(|(name, registration)| {
                Problem::NotInPrimary(NotInPrimary {
                    kind,
                    name,
                    component: registration.type_name(),
                    origin: registration.origin(),
                    primary,
                    nearest: nearest(name, known.iter().copied()),
                    is_empty: known.is_empty(),
                })
            })
            .collect()
    }
}

fn read<R: Collected>() -> Keys {
    let registry = (R::REGISTRY)();
    Keys { kind: registry.kind(), known: registry.resolvable() }
}

fn claims<R: Collected>() -> Vec<Claim> {
    (R::REGISTRY)().arrived().into_iter().zip(0..).map(|(entry, number)| Claim::of(entry, number)).collect()
}

/// A registry with the keys of `Primary` gives an item of the registry `Item` its own name as a key: if they are the same.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is secondary to `{Primary}`, but this item is in `{Item}`",
    label = "an item of another kind than `{Primary}` has no key here",
    note = "write a key that `{Primary}` has in brackets after the registry, `[\"..\"] = ..`, or register the item in `{Primary}`"
)]
pub trait KeysOf<Primary, Item> {}

impl<Secondary, Primary> KeysOf<Primary, Primary> for Secondary {}
