//! The tokens of mteval-v13a, which BLEU scores are compared by.

use crate::python_whitespace::{trim_end, words};

/// Separates the punctuation of a text by spaces.
pub(crate) fn tokenize(text: &str) -> Vec<String> {
    let text = trim_end(text).replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    let text = text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");

    let spaced = space_symbols(&format!(" {text} "));
    let spaced = space_pairs(&spaced, is_no_digit, is_stop, |first, second| [first, ' ', second, ' ']);
    let spaced = space_pairs(&spaced, is_stop, is_no_digit, |first, second| [' ', first, ' ', second]);
    let spaced = space_pairs(&spaced, is_digit, is_dash, |first, second| [first, ' ', second, ' ']);
    words(&spaced).map(str::to_owned).collect()
}

/// Around each symbol of ASCII but `'`, `,`, `-` and `.`.
fn space_symbols(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        if matches!(character, '{'..='~' | '['..='`' | ' '..='&' | '('..='+' | ':'..='@' | '/') {
            spaced.extend([' ', character, ' ']);
        } else {
            spaced.push(character);
        }
    }
    spaced
}

/// Replaces pairs of neighbours from left to right. A character belongs to one pair at most, as in a regular expression.
fn space_pairs(
    text: &str,
    is_first: fn(char) -> bool,
    is_second: fn(char) -> bool,
    replacement: fn(char, char) -> [char; 4],
) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    let mut characters = text.chars().peekable();
    while let Some(first) = characters.next() {
        match characters.next_if(|second| is_first(first) && is_second(*second)) {
            Some(second) => spaced.extend(replacement(first, second)),
            None => spaced.push(first),
        }
    }
    spaced
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn is_no_digit(character: char) -> bool {
    !is_digit(character)
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | ',')
}

fn is_dash(character: char) -> bool {
    character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, tokens: &str) {
        assert_eq!(tokenize(text).join(" "), tokens);
    }

    #[test]
    fn symbols_stand_alone() {
        check("f(x)=[1]/{2};", "f ( x ) = [ 1 ] / { 2 } ;");
        check("it's a well-known_fact", "it's a well-known _ fact");
    }

    #[test]
    fn stops_and_dashes_depend_on_digits() {
        check("1,000.5 km. Yes, 3.", "1,000.5 km . Yes , 3 .");
        check("2020-21 and co-op -5", "2020 - 21 and co-op -5");
        check(".5 a.5 5.a", ". 5 a . 5 5 . a");
        check("...,,x..", ". . . , , x . .");
        check("٣.٤", "٣ . ٤");
    }

    #[test]
    fn marks_of_the_format_go_away() {
        check("a &lt;b&gt; &quot;c&quot; &amp;amp; <skipped>d", "a < b > \" c \" & amp ; d");
        check("hyphen-\nated line\nend \n", "hyphenated line end");
    }

    #[test]
    fn nothing_has_no_tokens() {
        check("", "");
        check(" \u{1c}\u{3000}", "");
    }
}
