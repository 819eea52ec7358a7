//! What may have been meant.

/// The candidates, those first that differ from `name` in the fewest letters.
pub(crate) fn nearest_first<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let lowered = name.to_lowercase();
    let mut sorted: Vec<&str> = candidates.into_iter().collect();
    sorted.sort_by_cached_key(|candidate| strsim::damerau_levenshtein(&lowered, &candidate.to_lowercase()));
    sorted.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest_first;

    #[test]
    fn the_nearest_comes_first_and_the_rest_keep_their_order() {
        let columns = ["prediction", "reference", "id"];
        assert_eq!(nearest_first("Refrence", columns), ["reference", "prediction", "id"]);
        assert_eq!(nearest_first("ID", columns)[0], "id");
    }
}
