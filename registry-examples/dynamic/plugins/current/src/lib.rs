//! A plugin that was built with what the host was built with.

use filters_api::{FILTERS, Filter};
use registry_core::register;

registry_core::export_plugin!();

/// Capital letters.
#[register(kind = "filters", api = "v2")]
#[derive(Default)]
struct Upper;

impl Filter for Upper {
    fn apply(&self, text: &str) -> String {
        text.to_uppercase()
    }
}

/// From the last letter to the first.
#[register(kind = "filters", api = "v2")]
#[derive(Default)]
struct Reverse;

impl Filter for Reverse {
    fn apply(&self, text: &str) -> String {
        text.chars().rev().collect()
    }
}
