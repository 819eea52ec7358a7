//! Hashing and comparing names, at compile time too.
//!
//! Names are short and come from the program's authors, so this trades what a hash of foreign data needs (a secret, speed on long
//! input) for few instructions on short text. Words are multiplied and the halves of the product folded, as in
//! [wyhash](https://github.com/wangyi-fudan/wyhash) and [foldhash](https://github.com/orlp/foldhash). Unlike those, the usual
//! lengths are not told apart: names of all lengths come in any order, and a branch that cannot be predicted takes longer than
//! all else here.

/// Digits of π, as in foldhash: any odd numbers without a pattern will do.
const FIRST: u64 = 0x243f_6a88_85a3_08d3;
const SECOND: u64 = 0x1319_8a2e_0370_7345;
const THIRD: u64 = 0xa409_3822_299f_31d1;
const FOURTH: u64 = 0x082e_fa98_ec4e_6c89;

/// The hash of `name`: all 64 bits of it are as good as each other.
#[inline]
pub(crate) const fn hash(name: &str) -> u64 {
    match Words::of(name) {
        Some(words) => words.hash(),
        None => of_any(name.as_bytes()),
    }
}

/// A name of a usual length, 8 to 32 bytes.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    name: &'a str,
    /// All of it; they overlap if it is shorter than 32 bytes.
    words: [u64; 4],
}

impl<'a> Words<'a> {
    /// Those of `name`, if it has a usual length.
    #[inline]
    pub(crate) const fn of(name: &'a str) -> Option<Self> {
        match words(name.as_bytes()) {
            Some(words) => Some(Self { name, words }),
            None => None,
        }
    }

    /// The name.
    #[inline]
    pub(crate) const fn name(self) -> &'a str {
        self.name
    }

    /// [`hash`] of the name.
    #[inline]
    pub(crate) const fn hash(self) -> u64 {
        let [first, second, third, last] = self.words;
        let sum = fold(FIRST ^ first, SECOND ^ last) ^ fold(THIRD ^ second, FOURTH ^ third);
        sum.wrapping_add(SECOND.wrapping_mul(self.name.len() as u64))
    }

    /// Writes them to `text`, which is as long as the name, where [`words`] reads them.
    #[inline]
    fn copy_to(self, text: &mut [u8]) {
        let length = self.name.len();
        let half = length.min(16);
        let [first, second, third, last] = self.words.map(u64::to_le_bytes);
        text[..8].copy_from_slice(&first);
        text[half - 8..half].copy_from_slice(&second);
        text[length - half..][..8].copy_from_slice(&third);
        text[length - 8..].copy_from_slice(&last);
    }

    /// Whether they are those of `text`, which is as long as the name. Without a call, as a comparison of texts would be.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "it is short, and the words stay in registers")]
    pub(crate) fn are(self, text: &[u8]) -> bool {
        words(text).is_some_and(|other| differences(self.words, other) == 0)
    }
}

/// Copies `name` to `text`, which is as long. Without a branch for each length, as a call of `memcpy` has.
///
/// # Panics
/// If it is not as long.
#[inline]
pub(crate) fn copy(name: &str, text: &mut [u8]) {
    match Words::of(name) {
        Some(words) => words.copy_to(text),
        None => text.copy_from_slice(name.as_bytes()),
    }
}

/// All of 8 to 32 bytes in words, which overlap: the first and the last of the first half, and of the last half. Written so that the
/// compiler sees that all of them are there.
#[inline]
const fn words(bytes: &[u8]) -> Option<[u64; 4]> {
    let length = bytes.len();
    if length < 8 || length > 32 {
        return None;
    }
    let half = if length < 16 { length } else { 16 };
    let (Some((first, _)), Some((_, last))) = (bytes.split_at_checked(half), bytes.split_at_checked(length - half))
    else {
        return None;
    };
    match (first.first_chunk(), first.last_chunk(), last.first_chunk(), last.last_chunk()) {
        (Some(first), Some(second), Some(third), Some(last)) => Some([
            u64::from_le_bytes(*first),
            u64::from_le_bytes(*second),
            u64::from_le_bytes(*third),
            u64::from_le_bytes(*last),
        ]),
        _ => None,
    }
}

/// The bits that differ, without a branch for each word.
#[inline]
const fn differences(one: [u64; 4], other: [u64; 4]) -> u64 {
    (one[0] ^ other[0]) | (one[1] ^ other[1]) | (one[2] ^ other[2]) | (one[3] ^ other[3])
}

/// The hash of what is shorter or longer than usual.
#[cfg_attr(not(debug_assertions), inline)]
const fn of_any(bytes: &[u8]) -> u64 {
    let mut sum = FIRST;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        sum = fold(sum ^ u64::from_le_bytes(*word), SECOND);
        rest = after;
    }
    let (first, last) = at_most_seven(rest);
    fold(fold(sum ^ first, SECOND ^ last), THIRD).wrapping_add(SECOND.wrapping_mul(bytes.len() as u64))
}

/// Whether two names are the same that have no [`Words`]. Without a call, if they are short.
#[inline]
pub(crate) fn are_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && if one.len() < 8 { at_most_seven(one) == at_most_seven(other) } else { one == other }
}

/// All of less than eight bytes.
#[cfg_attr(not(debug_assertions), inline)]
const fn at_most_seven(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64);
    }
    match bytes {
        [] => (0, 0),
        [first, .., last] => (*first as u64 | (bytes[bytes.len() / 2] as u64) << 8, *last as u64),
        [only] => (*only as u64, 0),
    }
}

#[inline]
#[allow(clippy::cast_possible_truncation, reason = "both halves are taken")]
const fn fold(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Names of every length from 0 to 40, that differ in one byte at each place.
    fn neighbours() -> impl Iterator<Item = String> {
        (0..=40).flat_map(|length| {
            let plain = "n".repeat(length);
            let changed = (0..length).flat_map({
                let plain = plain.clone();
                move |place| {
                    let plain = plain.clone();
                    ('a'..='m').map(move |letter| {
                        let mut name = plain.clone();
                        name.replace_range(place..=place, letter.encode_utf8(&mut [0; 4]));
                        name
                    })
                }
            });
            core::iter::once(plain).chain(changed)
        })
    }

    #[test]
    fn every_byte_counts() {
        let names: HashSet<_> = neighbours().collect();
        let hashes: HashSet<_> = names.iter().map(|name| hash(name)).collect();
        assert_eq!(hashes.len(), names.len());
    }

    #[test]
    fn a_name_is_told_from_its_neighbours() {
        let names: Vec<_> = neighbours().collect();
        for name in &names {
            let Some(words) = Words::of(name) else {
                assert!(!matches!(name.len(), 8..=32), "{name}");
                continue;
            };
            let same: Vec<_> =
                names.iter().filter(|other| other.len() == name.len() && words.are(other.as_bytes())).collect();
            assert!(same.iter().all(|other| *other == name) && !same.is_empty(), "{name}: {same:?}");
        }
    }

    #[test]
    fn names_of_all_lengths_are_told_apart() {
        let names: Vec<_> = neighbours().collect();
        for one in &names {
            let same: Vec<_> = names.iter().filter(|other| are_same(one.as_bytes(), other.as_bytes())).collect();
            assert!(same.iter().all(|other| *other == one) && !same.is_empty(), "{one}: {same:?}");
        }
    }

    #[test]
    fn a_copy_is_the_same() {
        for name in neighbours() {
            let mut text = vec![0; name.len()];
            copy(&name, &mut text);
            assert_eq!(text, name.as_bytes());
        }
    }

    #[test]
    fn it_is_the_same_at_compile_time() {
        const AT_COMPILE_TIME: u64 = hash("a name of more than sixteen bytes");
        assert_eq!(hash(&String::from("a name of more than sixteen bytes")), AT_COMPILE_TIME);
    }

    /// Both halves place names evenly: no more of them meet than by chance, within a tenth.
    #[test]
    fn numbered_names_spread() {
        const NAMES: u32 = 1 << 16;
        let hashes: Vec<u64> = (0..NAMES).map(|number| hash(&format!("metric_{number}"))).collect();
        for shift in [48, 16, 0] {
            let places: HashSet<_> = hashes.iter().map(|hash| hash >> shift & 0xffff).collect();
            // by chance, a place stays free with the probability 1/e
            let expected = f64::from(NAMES) * (1.0 - (-1.0_f64).exp());
            let found = f64::from(u32::try_from(places.len()).expect("at most as many as names"));
            assert!((found / expected - 1.0).abs() < 0.1, "{found} places, {expected} expected");
        }
    }
}
