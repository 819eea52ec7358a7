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
    use crate::fuzz::random::Random;
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

    /// The name that a symbol stands for: if there is one for each symbol, no two names share one.
    fn decoded(symbol: &str) -> Option<String> {
        if let Some(name) = symbol.strip_suffix("__0123456789abcdef") {
            return Some(name.to_owned());
        }
        let (rest, escape) = symbol.rsplit_once("__x")?;
        let mut name = rest.strip_suffix("__0123456789abcdef")?.as_bytes().to_vec();
        for digits in escape.as_bytes().chunks(4) {
            let number = |digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
            *name.get_mut(usize::from(number(&digits[..2])?))? = number(&digits[2..])?;
        }
        String::from_utf8(name).ok()
    }

    #[test]
    fn every_name_has_a_symbol_of_its_own() {
        let parts = [
            "a",
            "x",
            "0",
            "_",
            "__",
            "__x",
            "__x012d",
            "-",
            ".",
            "\0",
            " ",
            "\n",
            "\"",
            "\\",
            "$",
            "@",
            "ß",
            "\u{301}",
            "数",
            "🦀",
            "\u{10ffff}",
            "0123456789abcdef",
            "__0123456789abcdef",
        ];
        let mut random = Random::new(0);
        let mut names: Vec<String> = parts.iter().map(ToString::to_string).collect();
        names.push(String::new());
        names.extend((0..=0x0010_ffff).step_by(7).filter_map(char::from_u32).map(String::from));
        for _ in 0..100_000 {
            let name: String = (0..random.below(9)).map(|_| *random.one_of(&parts)).collect();
            names.push(name);
        }
        names.extend(["-", "_", "é", "🦀"].map(|part| part.repeat(128 / part.len())));
        for name in names.iter().filter(|name| name.len() <= crate::name::LONGEST) {
            let symbol = symbol(name);
            assert!(symbol.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{name:?}: {symbol}");
            assert_eq!(decoded(&symbol).as_ref(), Some(name), "{symbol}");
        }
    }

    #[test]
    fn a_fingerprint_sees_where_a_part_ends() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
        assert_eq!(fingerprint(&["a"]).len(), 16);
    }
}
