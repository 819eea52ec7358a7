//! What a text filter was before: the trait took bytes, and the API was "v1".

use registry_core::{Registry, registry};

/// Changes text.
pub trait Filter: Send + Sync {
    /// The changed text.
    fn apply(&self, text: &[u8]) -> Vec<u8>;
}

/// Changes of text.
#[registry(kind = "filters", api = "v1")]
pub static FILTERS: Registry<dyn Filter>;
