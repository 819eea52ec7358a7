//! What a text filter is: the crate that host and plugins share.

use registry_core::{Registry, registry};

/// Changes text.
pub trait Filter: Send + Sync {
    /// The changed text.
    fn apply(&self, text: &str) -> String;
}

/// Changes of text.
#[registry(kind = "filters", api = "v2")]
pub static FILTERS: Registry<dyn Filter>;
