//! From a trait object to its registry.

use crate::registry::Registry;

/// What has a registry whose components config can name; `#[registry(.., config)]` implements it.
///
/// ```
/// use registry_core::config::Configurable;
/// use registry_core::{Registry, registry};
///
/// pub trait Metric: Send + Sync {}
///
/// #[registry(config)]
/// pub static METRICS: Registry<dyn Metric>;
///
/// assert_eq!(<dyn Metric>::registry().kind(), "metrics");
/// ```
#[diagnostic::on_unimplemented(
    message = "config cannot name a `{Self}`",
    label = "no registry of it says `config`",
    note = "write it: `#[registry(kind = \"..\", config)]`"
)]
pub trait Configurable: 'static {
    /// The metadata of its entries.
    type Meta: 'static;

    /// The registry.
    fn registry() -> &'static Registry<Self, Self::Meta>;
}
