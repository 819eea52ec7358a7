//! `upper`

use crate::{STEPS, Step};
use registry_core::register;

/// Upper case.
#[register(kind = "steps")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Upper;

impl Step for Upper {
    fn apply(&self, line: &str) -> String {
        line.to_uppercase()
    }
}
