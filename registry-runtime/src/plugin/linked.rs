//! The plugins that are linked into the program.

// what `#[registry]` expands to, as in any other crate
#![allow(unsafe_code)]

use super::definition::{Blueprint, Definition};
use crate::registry::Registry;

/// The plugins that are linked into the program: a registry like any other, for listings and checks.
///
/// ```
/// use registry_core::plugin::{PLUGINS, plugin};
///
/// /// Keeps what was computed before.
/// #[plugin]
/// fn cache() -> u32 {
///     0
/// }
///
/// let entry = PLUGINS.require("cache")?;
/// assert_eq!(entry.docs(), "Keeps what was computed before.");
/// # Ok::<(), registry_core::NotFound>(())
/// ```
#[registry_macros::registry(kind = "plugins", crate = crate)]
pub static PLUGINS: Registry<Definition>;

/// Sorted by name.
pub(super) fn plugins() -> impl Iterator<Item = Blueprint> {
    PLUGINS.iter().filter_map(|entry| entry.instance().ok()).map(Blueprint::of)
}
