//! A worker from another build: it lacks a setting of `replace`, and has a step more. It is refused.

use registry_core::register;
use schemars::JsonSchema;
use serde::Deserialize;
use workers::{STEPS, Step};

/// Takes away every `from`.
#[register(kind = "steps", name = "replace", config, replaces = workers::steps::Replace)]
#[derive(Deserialize, JsonSchema)]
struct Remove {
    from: String,
}

impl Step for Remove {
    fn apply(&self, line: &str) -> String {
        line.replace(&self.from, "")
    }
}

/// Says it louder.
#[register(kind = "steps")]
#[derive(Default)]
struct Shout;

impl Step for Shout {
    fn apply(&self, line: &str) -> String {
        format!("{line}!")
    }
}

fn main() -> std::process::ExitCode {
    workers::main()
}
