//! The first plugin: nothing in the tests names anything in it but what is replaced.

use registry_core::register;
use test_api::{
    BY_LANGUAGE, CONTESTED, COUNTERS, Counter, DESCRIBERS, Describer, FIRST_LIMITS, LAST_LIMITS, UNREPLACED,
};

/// Counts words.
#[register(kind = "counters", meta(unit = "words"), api = "v1", stable)]
#[derive(Default)]
pub struct Words;

impl Counter for Words {
    fn count(&self, text: &str) -> usize {
        text.split_whitespace().count()
    }
}

/// Counts lines, the slow way.
#[register(
    kind = "counters",
    name = "lines",
    aliases = ["rows"],
    meta(unit = "lines", cost = 5),
    secondary(test_api::describers = Slow, by_language["old english"] = Slow, by_language["latin"] = Slow)
)]
#[derive(Default)]
pub struct Lines;

impl Counter for Lines {
    fn count(&self, text: &str) -> usize {
        text.lines().count()
    }
}

/// Made for another version of the trait.
#[register(kind = "counters", meta(unit = "bytes"), api = "v0")]
#[derive(Default)]
pub struct Bytes;

impl Counter for Bytes {
    fn count(&self, text: &str) -> usize {
        text.len()
    }
}

/// What is replaced need not be a type.
#[register(kind = "test_api::transforms::text-transforms")]
#[must_use]
pub fn shout(text: &str) -> String {
    text.to_uppercase()
}

/// Shared name.
#[register(kind = "first_limits")]
pub static MAX_SIZE: u32 = 1;

/// Shared name.
#[register(kind = "last_limits", name = "max")]
pub static MAX: u32 = 1;

const NAME: &str = "contested";

/// Its name is known to `const` evaluation alone.
#[register(kind = "contested", name = NAME)]
pub const FIRST: u32 = 1;

/// It has the name, and another takes it for one that has not.
#[register(kind = "unreplaced")]
pub static HOLDER: u32 = 1;

/// It has not the name.
#[register(kind = "unreplaced")]
pub static BYSTANDER: u32 = 2;

/// Beside the slow lines.
#[derive(Default)]
pub struct Slow;

impl Describer for Slow {
    fn describe(&self) -> &'static str {
        "slow"
    }
}

/// A key that no counter has.
#[register(kind = "describers", name = "word")]
#[derive(Default)]
pub struct OfWords;

impl Describer for OfWords {
    fn describe(&self) -> &'static str {
        "words"
    }
}
