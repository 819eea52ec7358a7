//! Names as linker symbols.
//!
//! Symbols stay within `[A-Za-z0-9_]`: other characters break the version script of a `cdylib`.

use std::fmt::Write;

/// The part of a symbol that stands for a name: `readable` is the name with `_` for each byte that a symbol cannot hold,
/// `escape` says which bytes those were, so that different names never share a symbol.
#[derive(Debug, PartialEq)]
pub(crate) struct Encoded {
    pub(crate) readable: String,
    pub(crate) escape: String,
}

/// Encodes `name`.
pub(crate) fn encode(name: &str) -> Encoded {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Encoded { readable: name.to_owned(), escape: String::new() };
    }
    let mut readable = String::with_capacity(name.len());
    let mut escape = String::new();
    for (place, byte) in name.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            readable.push(char::from(byte));
        } else {
            readable.push('_');
            if escape.is_empty() {
                escape.push_str("__x");
            }
            // names have at most 128 bytes, so a place fits into two digits
            let _ = write!(escape, "{place:02x}{byte:02x}");
        }
    }
    Encoded { readable, escape }
}

/// 64 bits that tell apart whatever differs in one of `parts` (FNV-1a), as 16 hexadecimal digits.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn symbol(name: &str) -> String {
        let Encoded { readable, escape } = encode(name);
        format!("{readable}__0123456789abcdef{escape}")
    }

    #[test]
    fn plain_names_stay_readable() {
        assert_eq!(encode("token_accuracy"), Encoded { readable: "token_accuracy".into(), escape: String::new() });
        assert_eq!(encode("a-b"), Encoded { readable: "a_b".into(), escape: "__x012d".into() });
    }

    #[test]
    fn names_that_look_alike_get_symbols_of_their_own() {
        let names =
            ["a_b", "a-b", "a.b", "a b", "a__x012d", "aäb", "aöb", "a__b", "a_-", "a-_", "a_b__0123456789abcdef"];
        let symbols: HashSet<String> = names.iter().map(|name| symbol(name)).collect();
        assert_eq!(symbols.len(), names.len());
        assert!(symbols.iter().all(|symbol| symbol.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')));
    }

    #[test]
    fn a_fingerprint_sees_where_a_part_ends() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["a"]).len(), 16);
    }
}
