//! "did you mean": the nearest of a few known words.

/// The known word nearest to `word`, if one is near enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let furthest = |candidate: &str| word.len().max(candidate.len()).max(3) / 3;
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= furthest(candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// `` `a`, `b` and `c` ``, for messages.
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        assert_eq!(nearest("nmae", &["kind", "name"]), Some("name"));
        assert_eq!(nearest("alias", &["aliases", "api"]), Some("aliases"));
    }

    #[test]
    fn an_unrelated_word_is_not() {
        assert_eq!(nearest("colour", &["kind", "name"]), None);
    }

    #[test]
    fn words_are_listed_with_and() {
        assert_eq!(listed(&["a"]), "`a`");
        assert_eq!(listed(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
