//! `replace`

use crate::{STEPS, Step};
use registry_core::register;
use schemars::JsonSchema;
use serde::Deserialize;

/// Writes one text in the place of another, everywhere.
#[register(kind = "steps", config)]
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replace {
    /// What is replaced.
    pub from: String,
    /// What is written instead; nothing if left out.
    #[serde(default)]
    pub to: String,
}

impl Step for Replace {
    fn apply(&self, line: &str) -> String {
        line.replace(&self.from, &self.to)
    }
}
