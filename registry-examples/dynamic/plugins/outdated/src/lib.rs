//! A plugin that nobody has built again since the API has changed.

use filters_api::{FILTERS, Filter};
use registry_core::register;

registry_core::export_plugin!();

/// Small letters.
#[register(kind = "filters", api = "v1")]
#[derive(Default)]
struct Lower;

impl Filter for Lower {
    fn apply(&self, text: &[u8]) -> Vec<u8> {
        text.to_ascii_lowercase()
    }
}
