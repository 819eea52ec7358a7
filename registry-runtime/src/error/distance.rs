//! How far apart two words are.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// How many letters must be changed, put in, taken out or swapped with their neighbours to make one of the other: the distance of
/// Damerau and Levenshtein, where letters may also be put between those that were swapped.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut distances: Vec<usize> = (0..width).collect();
    distances.resize((one.len() + 1) * width, 0);
    // the last row with each letter
    let mut rows = BTreeMap::new();
    for row in 1..=one.len() {
        distances[row * width] = row;
        // the last column with the letter of this row
        let mut last = 0;
        for column in 1..width {
            let is_same = one[row - 1] == other[column - 1];
            let before = |rows: usize, columns: usize| distances[(row - rows) * width + column - columns];
            let mut best = (before(1, 1) + usize::from(!is_same)).min(before(1, 0) + 1).min(before(0, 1) + 1);
            let same_row = rows.get(&other[column - 1]).copied().unwrap_or(0);
            if same_row > 0 && last > 0 {
                let (skipped, added) = (row - same_row, column - last);
                best = best.min(before(skipped + 1, added + 1) + skipped + added - 1);
            }
            if is_same {
                last = column;
            }
            distances[row * width + column] = best;
        }
        rows.insert(one[row - 1], row);
    }
    distances[distances.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::distance;

    /// All words of up to four letters out of three, and some longer ones.
    #[test]
    fn it_is_that_of_damerau_and_levenshtein() {
        let mut words: Vec<String> = vec![String::new()];
        for word in 0..40 {
            let longer: Vec<_> = ["a", "b", "ö"].iter().map(|letter| format!("{}{letter}", words[word])).collect();
            words.extend(longer);
        }
        words.extend(["accuracy", "acuracy", "ca", "abc", "Größe", "rogue", "rouge"].map(String::from));
        for one in &words {
            for other in &words {
                assert_eq!(distance(one, other), strsim::damerau_levenshtein(one, other), "{one} {other}");
            }
        }
    }
}
