//! Whether a type takes all that another one took; types are as people write them.

use super::fields::ANYTHING;

/// What stands between the alternatives of a type.
pub(super) const OR: &str = " | ";

/// What stands before the type of the values of a table with any keys.
pub(super) const VALUES: &str = "table of ";

/// Whether what is one of the alternatives in `old` is one of those in `new`.
pub(super) fn takes_all(old: &str, new: &str) -> bool {
    let new = split(new, OR);
    split(old, OR).iter().all(|old| new.iter().any(|new| takes(old, new)))
}

/// Of types that are no choices.
fn takes(old: &str, new: &str) -> bool {
    old == new
        || new == ANYTHING
        || takes_integers(old, new)
        || both(old, new, items).is_some_and(|(old, new)| takes_items(&old, &new))
        || both(old, new, values).is_some_and(|(old, new)| takes_all(old, new))
}

fn both<'a, T>(old: &'a str, new: &'a str, part: impl Fn(&'a str) -> Option<T>) -> Option<(T, T)> {
    part(old).zip(part(new))
}

fn items(list: &str) -> Option<Vec<&str>> {
    list.strip_prefix('[')?.strip_suffix(']').map(|items| split(items, ", "))
}

fn takes_items(old: &[&str], new: &[&str]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| takes_all(old, new))
}

fn values(table: &str) -> Option<&str> {
    let values = table.strip_prefix(VALUES)?;
    Some(values.strip_prefix('(').and_then(|values| values.strip_suffix(')')).unwrap_or(values))
}

/// Splits `text`, but not inside of brackets.
fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (place, character) in text.char_indices() {
        match character {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && place >= start && text[place..].starts_with(separator) => {
                parts.push(&text[start..place]);
                start = place + separator.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Each integer that `old` takes is one that `new` takes.
fn takes_integers(old: &str, new: &str) -> bool {
    let is_integer = old == "integer" || format(old).is_some();
    match new {
        "integer" | "number" => is_integer,
        _ => both(old, new, format).is_some_and(|(old, new)| is_within(old, new)),
    }
}

fn format(integer: &str) -> Option<&str> {
    integer.strip_prefix("integer (")?.strip_suffix(')')
}

/// Those of the size of an address may have 64 bits where the old ones were written, and 32 where the new ones are read.
fn is_within(old: &str, new: &str) -> bool {
    match (range(old, 64), range(new, 32)) {
        (Some((old_least, old_most)), Some((new_least, new_most))) => new_least <= old_least && old_most <= new_most,
        _ => false,
    }
}

/// The least and the greatest number of an integer format as `uint8`; `int` and `uint` have the size of an address.
fn range(format: &str, bits_of_address: u32) -> Option<(i128, u128)> {
    let bits = |digits: &str| match digits {
        "" => Some(bits_of_address),
        _ => digits.parse().ok().filter(|bits| (1..=128).contains(bits)),
    };
    if let Some(digits) = format.strip_prefix("uint") {
        return bits(digits).map(|bits| (0, u128::MAX >> (128 - bits)));
    }
    let unused = 128 - bits(format.strip_prefix("int")?)?;
    Some((i128::MIN >> unused, i128::MAX.unsigned_abs() >> unused))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pairs: &[(&str, &str)], expected: bool) {
        for (old, new) in pairs {
            assert_eq!(takes_all(old, new), expected, "{old} to {new}");
        }
    }

    #[test]
    fn choices() {
        check(&[("'x'", "'w' | 'x'"), ("'x' | 'y'", "anything"), ("[a | b]", "[a | b | c]")], true);
        check(&[("'x' | 'y'", "'x'"), ("anything", "string"), ("[a | b]", "[a | c] | [d | b]")], false);
        // an apostrophe or a bracket in a word does no harm
        check(&[("'it's' | 'x'", "'it's' | 'w' | 'x'"), ("'a (b)'", "'a (b)' | 'c'")], true);
    }

    #[test]
    fn integers_by_range() {
        check(
            &[
                ("integer (uint8)", "integer (uint16)"),
                ("integer (uint8)", "integer (int32)"),
                ("integer (int64)", "integer (int128)"),
                ("integer (uint64)", "integer (uint128)"),
                ("integer (uint64)", "integer"),
                ("integer (int8)", "number"),
                ("integer", "number"),
                ("integer (uint8) | null", "integer (uint16) | null"),
            ],
            true,
        );
        check(
            &[
                ("integer (uint16)", "integer (uint8)"),
                ("integer (uint32)", "integer (int32)"),
                ("integer (int8)", "integer (uint64)"),
                ("integer (int128)", "integer (uint128)"),
                ("integer (uint128)", "integer (int128)"),
                ("integer", "integer (int64)"),
                ("number", "integer"),
                ("string", "number"),
                ("integer (odd)", "integer (int128)"),
                ("integer (uint8)", "integer (uint500)"),
            ],
            false,
        );
    }

    #[test]
    fn integers_of_the_size_of_an_address() {
        check(&[("integer (uint32)", "integer (uint)"), ("integer (int)", "integer (int64)")], true);
        check(&[("integer (uint)", "integer (uint)")], true);
        check(&[("integer (uint64)", "integer (uint)"), ("integer (uint)", "integer (uint32)")], false);
    }

    #[test]
    fn parts() {
        check(
            &[
                ("[integer (uint8)]", "[integer (uint16)]"),
                ("[string, integer]", "[string, number]"),
                ("[[integer] | null]", "[[number] | null]"),
                ("table of integer", "table of (number | string)"),
            ],
            true,
        );
        check(
            &[
                ("[string]", "[string, string]"),
                ("[string, number]", "[string, integer]"),
                ("table of (number | null)", "table of number | null"),
                ("table of number", "[number]"),
            ],
            false,
        );
    }
}
