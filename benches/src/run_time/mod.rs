//! What a program that uses a registry pays while it runs.

pub(crate) mod first_use;
pub(crate) mod instance;
pub(crate) mod instructions;
pub(crate) mod key;
pub(crate) mod lookup;
pub(crate) mod memory;
pub(crate) mod threads;

/// The contestants as the measured programs name them.
const OURS: &str = "registry-core";
const HASHBROWN: &str = "hashbrown + foldhash";

/// How many names where the number does not matter much.
const NAMES: usize = 1_000;

/// As a place on an axis, or to divide by.
#[expect(clippy::cast_precision_loss, reason = "so many names fit")]
fn number(size: usize) -> f64 {
    size as f64
}
