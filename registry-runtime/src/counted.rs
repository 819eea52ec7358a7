//! Counts in messages.

use alloc::{format, string::String};

/// `1 entry`, `2 entries`
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
