//! `#[serde(with = "registry_core::config::shared")]`: a field that holds the component of a [`Shared`] itself.

use super::configurable::Configurable;
use super::handover::raise;
use super::sharing::Shared;
use super::spec::locate;
use serde::de::{Deserializer, Error as _};
use std::sync::Arc;

/// Reads a component as a [`Shared`] is written, and builds it, unless it is shared and has been built before.
///
/// For fields of type `Arc<dyn Metric>`. Like [`boxed`](super::boxed), it keeps a check of the document from telling whether a
/// field is missing beside it.
///
/// # Errors
/// What is wrong with name, reference or config, and the error of the constructor.
pub fn deserialize<'de, I, D>(deserializer: D) -> Result<Arc<I>, D::Error>
where
    I: ?Sized + Configurable + Send + Sync,
    D: Deserializer<'de>,
{
    let located = locate::<I, D>(deserializer)?;
    let (context, path) = (located.context.clone(), located.path.clone());
    let shared = Shared::<I>::of_located(located).map_err(raise)?;
    context.may_build(path).map_err(raise)?;
    shared.get().map_err(D::Error::custom)
}
