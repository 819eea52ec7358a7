//! `#[serde(with = "registry_core::config::boxed")]`: a field that holds the component itself.

use super::configurable::Configurable;
use super::handover::raise;
use super::spec::{Spec, locate};
use serde::de::{Deserializer, Error as _};

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
    let located = locate::<I, D>(deserializer)?;
    let (context, path) = (located.context.clone(), located.path.clone());
    let spec = Spec::<I>::of_located(located).map_err(raise)?;
    context.may_build(path).map_err(raise)?;
    spec.build().map_err(D::Error::custom)
}
