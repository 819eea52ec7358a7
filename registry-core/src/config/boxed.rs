//! `#[serde(with = "registry_core::config::boxed")]`: a field that holds the component itself.

use super::configurable::Configurable;
use super::fault::Fault;
use super::handover::{self, raise};
use super::spec::{LocatedVisitor, Spec};
use serde::de::{Deserializer, Error as _};
use std::marker::PhantomData;

/// Reads a component as a [`Spec`] is written, and builds it.
///
/// For fields of type `Box<dyn Metric>`; under `config` on its registry, that type is `Deserialize` by itself and needs no `with`.
///
/// A check of a whole document ([`Document::check`](crate::config::Document::check)) builds nothing, so it cannot tell whether a field is
/// missing beside a boxed one: where that matters, keep a [`Spec`].
///
/// # Errors
/// What is wrong with name or config, and the error of the constructor.
pub fn deserialize<'de, I: ?Sized + Configurable, D: Deserializer<'de>>(deserializer: D) -> Result<Box<I>, D::Error> {
    let located = deserializer.deserialize_newtype_struct(handover::MARK, LocatedVisitor::<I>(PhantomData))?;
    let (context, path) = (located.context.clone(), located.path.clone());
    let spec = Spec::<I>::of_located(located).map_err(raise)?;
    if context.is_check() {
        return Err(raise(Fault::unfinished().at(|| path, None)));
    }
    spec.build().map_err(D::Error::custom)
}
