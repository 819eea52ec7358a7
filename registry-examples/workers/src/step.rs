//! The kind `steps`.

use registry_core::{Registry, registry};

/// What can be done to a line.
#[registry(config)]
pub static STEPS: Registry<dyn Step>;

/// Makes one line of another.
pub trait Step: Send + Sync {
    /// The line that becomes of `line`.
    fn apply(&self, line: &str) -> String;
}
