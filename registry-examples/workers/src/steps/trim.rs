//! `trim`

use crate::{STEPS, Step};
use registry_core::register;

/// Takes away white space at both ends.
#[register(kind = "steps")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Trim;

impl Step for Trim {
    fn apply(&self, line: &str) -> String {
        line.trim().to_owned()
    }
}
