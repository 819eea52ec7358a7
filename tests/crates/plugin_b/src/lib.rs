//! The second plugin: nothing names it.

use registry_core::register;
use test_api::{
    BY_LANGUAGE, CONTESTED, COUNTERS, Counter, DESCRIBERS, Describer, FIRST_LIMITS, LAST_LIMITS, UNREPLACED,
};

/// Counts letters.
#[register(kind = "counters", meta(unit = "letters"), deprecated(since = "0.2", note = "use `words`"))]
#[derive(Default)]
pub struct Letters;

impl Counter for Letters {
    fn count(&self, text: &str) -> usize {
        text.chars().filter(|character| character.is_alphabetic()).count()
    }
}

/// Counts lines fast.
#[register(
    kind = "counters",
    name = "lines",
    meta(unit = "lines"),
    replaces = test_plugin_a::Lines,
    secondary(describers = Fast, by_language["latin"] = Fast, by_language["greek"] = Fast)
)]
#[derive(Default)]
pub struct FastLines;

impl Counter for FastLines {
    fn count(&self, text: &str) -> usize {
        text.bytes().filter(|byte| *byte == b'\n').count()
    }
}

/// Replaces the replacement.
#[register(kind = "counters", name = "lines", meta(unit = "lines", cost = 9), replaces = FastLines)]
#[derive(Default)]
pub struct FasterLines;

impl Counter for FasterLines {
    fn count(&self, text: &str) -> usize {
        text.matches('\n').count()
    }
}

/// Replaces a function.
#[register(kind = "test_api::transforms::text-transforms", name = "shout", replaces = test_plugin_a::shout)]
#[must_use]
pub fn shout_louder(text: &str) -> String {
    format!("{}!", text.to_uppercase())
}

/// Shared name.
#[register(kind = "first_limits")]
pub static MAX_SIZE: u32 = 2;

/// Shared name.
#[register(kind = "last_limits", name = "max")]
pub static MAX: u32 = 2;

/// Has the name of a component in the other plugin.
#[register(kind = "contested", name = "contested")]
pub const SECOND: u32 = 2;

/// The component that it replaces does not have the name.
#[register(kind = "unreplaced", name = "holder", replaces = test_plugin_a::BYSTANDER)]
pub static NEWCOMER: u32 = 3;

/// Beside the fast lines.
#[derive(Default)]
pub struct Fast;

impl Describer for Fast {
    fn describe(&self) -> &'static str {
        "fast"
    }
}
