//! White space as Python understands it, on whose `str.split()` the reference implementations rely.

/// Unicode's white space, and the four separators of ASCII.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

/// `text.split()`
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// `text.rstrip()`
pub(crate) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_ascii_and_unicode_split() {
        let text = " a\u{1c}b\u{1f}c\u{a0}d\u{3000}\u{2003}e\u{85}f\u{200b}g ";
        assert_eq!(words(text).collect::<Vec<_>>(), ["a", "b", "c", "d", "e", "f\u{200b}g"]);
        assert_eq!(trim_end("a \u{1d}\n"), "a");
    }
}
