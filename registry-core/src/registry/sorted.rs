//! Sorting by name.

/// Names in order.
pub(super) struct Sorted {
    /// The numbers of the names, sorted by their bytes; those of one name stay in order.
    pub(super) order: Vec<u32>,
    /// Whether one of them comes twice.
    pub(super) repeats: bool,
}

const WORD: usize = size_of::<u64>();

impl Sorted {
    /// Compares a word of each name at a time, and the words are in the list that is sorted: a name is read once for each word, and
    /// not fetched for each comparison. The idea is that of the multikey quicksort of Bentley and Sedgewick (SODA 1997).
    ///
    /// # Panics
    /// If there are more than 4,294,967,295.
    pub(super) fn of(names: &[&str]) -> Self {
        let count = u32::try_from(names.len()).expect("fewer than 2^32 names");
        let mut words: Vec<_> = names.iter().zip(0..count).map(|(name, number)| (word(name, 0), number)).collect();
        let repeats = sort(&mut words, names, 0);
        Self { order: words.into_iter().map(|(_, number)| number).collect(), repeats }
    }
}

/// Sorts by the words at `offset`, and what has one word in common by those after it. Whether a name comes twice.
fn sort(words: &mut [(u64, u32)], names: &[&str], offset: usize) -> bool {
    words.sort_unstable();
    let mut repeats = false;
    for same in words.chunk_by_mut(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        let next = offset + WORD;
        let length = |number: u32| names[number as usize].len();
        if same.iter().all(|(_, number)| length(*number) <= next) {
            // they are the same, but for zeros at the end
            same.sort_unstable_by_key(|(_, number)| (length(*number), *number));
            repeats |= same.windows(2).any(|pair| length(pair[0].1) == length(pair[1].1));
            continue;
        }
        for (word, number) in &mut *same {
            *word = self::word(names[*number as usize], next);
        }
        repeats |= sort(same, names, next);
    }
    repeats
}

/// The bytes from `offset`, with zeros after the end, as a number that compares as they do.
fn word(name: &str, offset: usize) -> u64 {
    let rest = name.as_bytes().get(offset..).unwrap_or_default();
    if let Some(word) = rest.first_chunk() {
        return u64::from_be_bytes(*word);
    }
    let mut word = [0; WORD];
    word[..rest.len()].copy_from_slice(rest);
    u64::from_be_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted(names: &[&str]) {
        let mut expected: Vec<u32> = (0..u32::try_from(names.len()).expect("a few")).collect();
        expected.sort_by_key(|number| names[*number as usize]);
        let sorted = Sorted::of(names);
        assert_eq!(sorted.order, expected, "{names:?}");
        let different: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(sorted.repeats, different.len() < names.len(), "{names:?}");
    }

    #[test]
    fn names_are_sorted_by_their_bytes() {
        let numbered: Vec<_> = (0..2000).map(|number| format!("metric_{}", number * 7919 % 2000)).collect();
        assert_sorted(&numbered.iter().map(String::as_str).collect::<Vec<_>>());
        assert_sorted(&[]);
        assert_sorted(&["b", "", "a", "größe", "grün", "gross", "b"]);
    }

    #[test]
    fn names_may_begin_alike() {
        let long = "a".repeat(40);
        let names: Vec<&str> = (0..=40).rev().chain(0..=40).map(|length| &long[..length]).collect();
        assert_sorted(&names);
    }

    #[test]
    fn zeros_are_not_the_end() {
        assert_sorted(&["a\0\0", "a", "a\0", "a\0\0\0\0\0\0\0\0b", "a\0\0\0\0\0\0\0", "", "\0"]);
    }
}
