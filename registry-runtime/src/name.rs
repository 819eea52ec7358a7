//! Which names are valid: not empty, no white space or control characters, at most 128 bytes.
//!
//! `registry-macros` checks literals by the same rule, before the compiler gets to see them.

/// Names are at most this many bytes long.
pub const LONGEST_NAME: usize = 128;

/// The name itself.
///
/// # Panics
/// If the name is not valid: at compile time, where the name of a registration is evaluated.
pub(crate) const fn checked(name: &'static str) -> &'static str {
    match fault(name) {
        None => name,
        Some(fault) => panic!("{}", fault),
    }
}

/// Why `name` is not valid, if it is not.
pub(crate) const fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("a name must not be empty");
    }
    if name.len() > LONGEST_NAME {
        return Some("a name is at most 128 bytes long");
    }
    let bytes = name.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        let (character, length) = decode(bytes, place);
        if is_white_space(character) {
            return Some("a name must not contain white space");
        }
        if is_control(character) {
            return Some("a name must not contain control characters");
        }
        place += length;
    }
    None
}

/// The key itself: that of a secondary component, which may have white space inside.
///
/// # Panics
/// If the key is not valid: at compile time, where the key of a registration is evaluated.
pub(crate) const fn checked_key(key: &'static str) -> &'static str {
    assert!(!key.is_empty(), "a key must not be empty");
    assert!(key.len() <= LONGEST_NAME, "a key is at most 128 bytes long");
    let bytes = key.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        let (character, length) = decode(bytes, place);
        let is_outermost = place == 0 || place + length == bytes.len();
        assert!(!(is_outermost && is_white_space(character)), "a key must not begin or end with white space");
        assert!(!is_control(character), "a key must not contain control characters");
        place += length;
    }
    key
}

/// The character at `place`, and how many bytes it has. `str::chars` is not `const`.
const fn decode(bytes: &[u8], place: usize) -> (u32, usize) {
    let first = bytes[place] as u32;
    let (mut character, length) = match first {
        0x00..=0x7f => (first, 1),
        0xc0..=0xdf => (first & 0x1f, 2),
        0xe0..=0xef => (first & 0x0f, 3),
        _ => (first & 0x07, 4),
    };
    let mut offset = 1;
    while offset < length {
        character = (character << 6) | (bytes[place + offset] as u32 & 0x3f);
        offset += 1;
    }
    (character, length)
}

/// `char::is_whitespace`, which is not `const` before Rust 1.87.
const fn is_white_space(character: u32) -> bool {
    matches!(
        character,
        0x09..=0x0d | 0x20 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000
    )
}

/// `char::is_control`, which is not `const` before Rust 1.97.
const fn is_control(character: u32) -> bool {
    matches!(character, 0x00..=0x1f | 0x7f..=0x9f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_that_of_the_standard_library() {
        for character in '\0'..=char::MAX {
            let mut buffer = [0; 4];
            let text = character.encode_utf8(&mut buffer);
            assert_eq!(decode(text.as_bytes(), 0), (u32::from(character), text.len()));
            assert_eq!(is_white_space(u32::from(character)), character.is_whitespace(), "{character:?}");
            assert_eq!(is_control(u32::from(character)), character.is_control(), "{character:?}");
        }
    }

    #[test]
    fn valid_names_pass() {
        const { checked("f1") };
        assert_eq!(checked("größe.v2/α-β"), "größe.v2/α-β");
    }

    #[test]
    #[should_panic(expected = "white space")]
    fn white_space_is_refused() {
        checked("a\u{3000}b");
    }

    #[test]
    fn keys_may_have_white_space_inside() {
        const { checked_key("molecular devices") };
        assert_eq!(checked_key("größe\u{3000}α"), "größe\u{3000}α");
    }

    #[test]
    #[should_panic(expected = "begin or end")]
    fn keys_must_not_end_with_white_space() {
        checked_key("a\u{3000}");
    }

    #[test]
    #[should_panic(expected = "control")]
    fn control_characters_in_keys_are_refused() {
        checked_key("a\tb");
    }
}
