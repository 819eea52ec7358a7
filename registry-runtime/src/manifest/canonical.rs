//! One text for each content.

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// `value` as JSON in one line.
pub(super) fn text(value: &impl Serialize) -> String {
    let mut value = json!(value);
    // otherwise a feature of `serde_json`, which any crate may turn on, would decide about the order
    value.sort_all_objects();
    value.to_string()
}

/// How many bytes of the hash are in a fingerprint.
const LENGTH: usize = 8;

pub(super) fn fingerprint(value: &Value) -> String {
    let mut fingerprint = String::with_capacity(2 * LENGTH);
    for byte in &Sha256::digest(text(value))[..LENGTH] {
        // writing to a text does not fail
        let _ = write!(fingerprint, "{byte:02x}");
    }
    fingerprint
}
