//! Sorting by name.

use alloc::vec::Vec;

/// The numbers of `names`, sorted by their bytes; those of one name stay in order. No name has a NUL in it.
///
/// Compares a few bytes of each name at a time, which are in the list that is sorted: a name is read once for each few bytes, and not
/// fetched for each comparison. The idea is that of the multikey quicksort of Bentley and Sedgewick (SODA 1997).
///
/// # Panics
/// If there are more than 4,294,967,295.
pub(super) fn sorted(names: &[&str]) -> Vec<u32> {
    let count = u32::try_from(names.len()).expect("fewer than 2^32 names");
    let sorting = Sorting::of(names, u32::BITS - count.leading_zeros());
    let mut keys: Vec<_> = (0..count).map(|number| sorting.key(number, 0)).collect();
    sorting.sort(&mut keys, 0);
    keys.into_iter().map(|key| sorting.number(key)).collect()
}

/// How names are sorted: by numbers, each of a few bytes of a name and, below them, the number of that name. The standard library
/// sorts plain numbers fastest.
struct Sorting<'a> {
    names: &'a [&'a str],
    /// How many bytes a key has of its name.
    bytes: usize,
    /// The bits of a key that are the number of its name.
    mask: u64,
}

impl<'a> Sorting<'a> {
    /// The numbers of `names` have so many bits.
    fn of(names: &'a [&'a str], bits: u32) -> Self {
        let bytes = (u64::BITS - bits) / 8;
        let mask = u64::MAX.checked_shr(8 * bytes).unwrap_or_default();
        Self { names, bytes: bytes as usize, mask }
    }

    /// That of the bytes from `offset` in the name with this number.
    fn key(&self, number: u32, offset: usize) -> u64 {
        (word(self.names[number as usize], offset) & !self.mask) | u64::from(number)
    }

    #[allow(clippy::cast_possible_truncation, reason = "it was a `u32`")]
    fn number(&self, key: u64) -> u32 {
        (key & self.mask) as u32
    }

    /// Sorts keys at `offset`, and what has the same bytes there by those after it.
    fn sort(&self, keys: &mut [u64], offset: usize) {
        keys.sort_unstable();
        let next = offset + self.bytes;
        for same in keys.chunk_by_mut(|one, other| (one ^ other) & !self.mask == 0).filter(|same| same.len() > 1) {
            let ends = |key: &u64| self.names[self.number(*key) as usize].len() <= next;
            if same.iter().all(ends) {
                continue;
            }
            for key in &mut *same {
                *key = self.key(self.number(*key), next);
            }
            self.sort(same, next);
        }
    }
}

/// The bytes from `offset`, with zeros after the end, as a number that compares as they do.
fn word(name: &str, offset: usize) -> u64 {
    let rest = name.as_bytes().get(offset..).unwrap_or_default();
    if let Some(word) = rest.first_chunk() {
        return u64::from_be_bytes(*word);
    }
    let mut word = [0; size_of::<u64>()];
    word[..rest.len()].copy_from_slice(rest);
    u64::from_be_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted(names: &[&str]) {
        let mut expected: Vec<u32> = (0..u32::try_from(names.len()).expect("a few")).collect();
        expected.sort_by_key(|number| names[*number as usize]);
        assert_eq!(sorted(names), expected, "{names:?}");
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
}
