//! The first plugin: nothing in the tests names anything in it but what is replaced.

use registry_core::register;
use test_api::{CONTESTED, COUNTERS, Counter, FIRST_LIMITS, LAST_LIMITS, UNREPLACED};

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
#[register(kind = "counters", name = "lines", aliases = ["rows"], meta(unit = "lines", cost = 5))]
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
