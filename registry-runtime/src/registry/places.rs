//! Where the row of each key is: a perfect hash.
//!
//! A hash alone puts some keys in one place. So keys are put into small buckets first, and each bucket gets a number, its pilot, with
//! which no key of it meets any other: a lookup goes to one row and nowhere else. The buckets with the most keys choose first. This
//! is the "hash and displace" of Belazzougui, Botelho and Dietzfelbinger (ESA 2009), with pilots of one byte as in
//! [PtrHash](https://arxiv.org/abs/2502.15539). A pilot is one of some turns of the hash, and a displacement, of which all that lead
//! to free rows are found at once, among the bits of those that are taken.
//!
//! What makes the index is `inline` in a release, so that it is next to the code of the registry, in the crate that reads it: code that
//! is elsewhere in the program costs the first use another page fault. Without optimisation, compilers would do the work again for nothing.

use alloc::{boxed::Box, vec, vec::Vec};

/// The pilots of the buckets.
pub(super) struct Places {
    /// As many as a power of two, or none.
    pilots: Box<[u8]>,
    /// How many rows a hash leads to without a pilot.
    firsts: u64,
    /// How many rows there are, but for those after all others.
    rows: u64,
    /// How many rows there are.
    all: u64,
}

/// At most so many keys for each bucket, and more than half as many.
const KEYS_IN_A_BUCKET: usize = 2;

/// Of a few keys, many could be in one bucket otherwise.
const LEAST_BUCKETS: usize = 16;

/// One row stays free for so many keys, so that the last buckets soon find their places.
const KEYS_FOR_A_FREE_ROW: u32 = 8;

/// A pilot turns the hash in one of so many ways, and leads some steps further: those that are free are found in one look.
const TURNS: u8 = 16;

/// A bit for each of the steps that a pilot can lead further.
type Steps = u16;

const _: () = assert!(TURNS as u32 * Steps::BITS == 1 << u8::BITS);

impl Places {
    /// Those of keys with these hashes, each of which becomes the row of its key: memory that is touched for the first time takes
    /// longer than all else. The keys of a bucket that finds no pilot, such as two with one hash, get rows after all others.
    ///
    /// # Panics
    /// If there are more than 2,147,483,647.
    #[cfg_attr(not(debug_assertions), inline)]
    pub(super) fn of(hashes: &mut [u64]) -> Self {
        let count = i32::try_from(hashes.len()).expect("fewer than 2^31 keys").unsigned_abs();
        if count == 0 {
            return Self::nowhere(hashes);
        }
        let firsts = u64::from(count) + u64::from(count / KEYS_FOR_A_FREE_ROW + 2);
        let rows = firsts + u64::from(Steps::BITS - 1);
        let (pilots, all) = pilots(hashes, firsts, rows);
        Self { pilots, firsts, rows, all }
    }

    /// Without a way to any of these keys.
    #[inline]
    pub(super) fn nowhere(hashes: &mut [u64]) -> Self {
        let mut all = 0;
        for hash in hashes {
            *hash = all;
            all += 1;
        }
        Self { pilots: Box::default(), firsts: 0, rows: 0, all }
    }

    /// The row of the key with this hash, unless it is after all others. There may be no such key.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "there are fewer than 2^32")]
    pub(super) fn row(&self, hash: u64) -> Option<usize> {
        let last = self.pilots.len().checked_sub(1)?;
        // the compiler, too, is to know that another can be added
        Some(row(hash, self.pilots[bucket(hash, last)], self.firsts) as u32 as usize)
    }

    /// How many rows there are, but for those after all others.
    #[inline]
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.rows).unwrap_or(usize::MAX)
    }

    /// How many rows there are, with those after all others.
    #[inline]
    pub(super) fn all_rows(&self) -> usize {
        usize::try_from(self.all).unwrap_or(usize::MAX)
    }

    /// Whether each key is where its hash leads: none comes after all others.
    #[inline]
    pub(super) fn are_perfect(&self) -> bool {
        self.all == self.rows
    }
}

/// The bucket of a hash: lower bits of it. There are as many buckets as a power of two.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "the lower bits")]
const fn bucket(hash: u64, last: usize) -> usize {
    hash as usize & last
}

/// The row of a hash: the first one with this pilot, and as many further as it says.
#[inline]
const fn row(hash: u64, pilot: u8, firsts: u64) -> u64 {
    first_row(hash, pilot, firsts) + (pilot / TURNS) as u64
}

/// All of a hash, turned, spread over the first rows.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "it is less than the number of rows")]
const fn first_row(hash: u64, pilot: u8, firsts: u64) -> u64 {
    let turned = hash.rotate_left((pilot % TURNS) as u32 * (u64::BITS / TURNS as u32));
    ((turned as u128 * firsts as u128) >> 64) as u64
}

/// The pilot of each bucket, and how many rows there are in the end. Each hash becomes the row of its key: one of the first `all`, or
/// one after them, if its bucket finds no pilot.
#[cfg_attr(not(debug_assertions), inline)]
fn pilots(hashes: &mut [u64], firsts: u64, mut all: u64) -> (Box<[u8]>, u64) {
    let count = hashes.len().div_ceil(KEYS_IN_A_BUCKET).next_power_of_two().max(LEAST_BUCKETS);
    // what stays comes first: the memory of all else is in one piece then when it is given back, and is used again
    let mut pilots = vec![0; count].into_boxed_slice();
    // in one piece, because each allocation takes as long as some keys
    let (mut few, mut many) = ([0; 3 * FEW], Vec::new());
    let numbers = zeros(3 * count + hashes.len() + Taken::words(firsts), &mut few, &mut many);
    let (newest, rest) = numbers.split_at_mut(count);
    let (sizes, rest) = rest.split_at_mut(count);
    let (following, rest) = rest.split_at_mut(count);
    let (older, taken) = rest.split_at_mut(hashes.len());
    let buckets = Buckets::of(hashes, newest, older, sizes);
    let mut taken = Taken { bits: taken, firsts };
    for first in by_size(sizes, following) {
        let mut place = first;
        while let Some(bucket) = (place as usize).checked_sub(1) {
            match taken.take(hashes, &buckets, bucket) {
                Some(pilot) => {
                    pilots[bucket] = pilot;
                    for number in buckets.numbers(bucket) {
                        hashes[number] = row(hashes[number], pilot, firsts);
                    }
                }
                None => {
                    for number in buckets.numbers(bucket) {
                        hashes[number] = all;
                        all += 1;
                    }
                }
            }
            place = following[bucket];
        }
    }
    (pilots, all)
}

/// So many keys need no memory but the stack for what is thrown away.
pub(super) const FEW: usize = 128;

/// So many zeros: in `few`, which holds zeros, if there is room.
#[cfg_attr(not(debug_assertions), inline)]
pub(super) fn zeros<'a, N: Clone + From<u8>>(count: usize, few: &'a mut [N], many: &'a mut Vec<N>) -> &'a mut [N] {
    if count <= few.len() {
        return &mut few[..count];
    }
    *many = vec![0.into(); count];
    many
}

/// The keys of each bucket, by their numbers.
struct Buckets<'a> {
    /// The key that each bucket got last, from 1.
    newest: &'a [u32],
    /// The one that its bucket got before each key, from 1.
    older: &'a [u32],
}

impl<'a> Buckets<'a> {
    /// As many as there are `sizes`, which are counted. All numbers are zero.
    #[cfg_attr(not(debug_assertions), inline)]
    fn of(hashes: &[u64], newest: &'a mut [u32], older: &'a mut [u32], sizes: &mut [u32]) -> Self {
        let last = newest.len() - 1;
        for ((hash, older), number) in hashes.iter().zip(&mut *older).zip(1..) {
            let bucket = bucket(*hash, last);
            *older = newest[bucket];
            newest[bucket] = number;
            sizes[bucket] += 1;
        }
        Self { newest, older }
    }

    /// The numbers of its keys.
    #[inline]
    fn numbers(&self, bucket: usize) -> impl Iterator<Item = usize> {
        let mut place = self.newest[bucket];
        core::iter::from_fn(move || {
            let number = (place as usize).checked_sub(1)?;
            place = self.older[number];
            Some(number)
        })
    }
}

/// Larger buckets are hardly ever there, and are all in one list.
const SIZES: usize = 16;

/// Lists of the buckets that have a key, by the number of them: the place of the first of each, from 1, the largest first. What comes
/// after each bucket is written to `following`, and 0 after the last. Without a branch that depends on a size: none of them could be
/// foreseen.
#[cfg_attr(not(debug_assertions), inline)]
fn by_size(sizes: &[u32], following: &mut [u32]) -> [u32; SIZES] {
    let mut lists = [0; SIZES + 1];
    for ((size, following), place) in sizes.iter().zip(following).zip(1..) {
        let list = &mut lists[SIZES - (*size as usize).min(SIZES)];
        *following = *list;
        *list = place;
    }
    let [largest @ .., _empty] = lists;
    largest
}

/// The rows that are taken, a bit for each.
struct Taken<'a> {
    bits: &'a mut [u32],
    firsts: u64,
}

impl Taken<'_> {
    /// How many words the bits are, with one more, so that a look at any row has the next.
    #[inline]
    const fn words(firsts: u64) -> usize {
        Self::bit(firsts).0 + 2
    }

    /// Takes a row for each key of this bucket, and gives the pilot with which all of them are free.
    #[cfg_attr(not(debug_assertions), inline)]
    fn take(&mut self, hashes: &[u64], buckets: &Buckets<'_>, bucket: usize) -> Option<u8> {
        let any = hashes[buckets.numbers(bucket).next()?];
        (0..TURNS).find_map(|turn| {
            let from = |number: usize| self.from(first_row(hashes[number], turn, self.firsts));
            let taken = buckets.numbers(bucket).fold(0, |taken, number| taken | from(number));
            let pilot = any_free(taken, any)? * TURNS + turn;
            self.are_apart(hashes, buckets, bucket, pilot).then_some(pilot)
        })
    }

    /// Takes the rows of the keys of this bucket, which are free, if each has one of its own.
    #[cfg_attr(not(debug_assertions), inline)]
    fn are_apart(&mut self, hashes: &[u64], buckets: &Buckets<'_>, bucket: usize, pilot: u8) -> bool {
        for (place, number) in buckets.numbers(bucket).enumerate() {
            let (word, bit) = Self::bit(row(hashes[number], pilot, self.firsts));
            if self.bits[word] & bit != 0 {
                for number in buckets.numbers(bucket).take(place) {
                    let (word, bit) = Self::bit(row(hashes[number], pilot, self.firsts));
                    self.bits[word] &= !bit;
                }
                return false;
            }
            self.bits[word] |= bit;
        }
        true
    }

    /// Which of the [`Steps`] are taken from this one on.
    #[allow(clippy::cast_possible_truncation, reason = "the lower bits")]
    #[inline]
    fn from(&self, row: u64) -> Steps {
        let (word, _) = Self::bit(row);
        let both = u64::from(self.bits[word + 1]) << u32::BITS | u64::from(self.bits[word]);
        (both >> (row % u64::from(u32::BITS))) as Steps
    }

    #[allow(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 rows")]
    const fn bit(row: u64) -> (usize, u32) {
        ((row / u32::BITS as u64) as usize, 1 << (row % u32::BITS as u64))
    }
}

/// A step of those that are free, if there is one: not always the first, or taken rows would gather.
#[allow(clippy::cast_possible_truncation, reason = "it is less than the number of bits")]
const fn any_free(taken: Steps, hash: u64) -> Option<u8> {
    if taken == Steps::MAX {
        return None;
    }
    let start = hash as u32 % Steps::BITS;
    Some(((taken.rotate_right(start).trailing_ones() + start) % Steps::BITS) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hash;
    use std::collections::HashSet;

    fn hashes(keys: u32) -> Vec<u64> {
        (0..keys).map(|number| hash(&format!("metric_{number}"))).collect()
    }

    #[test]
    fn each_key_has_a_row_of_its_own() {
        for count in (0..70).chain([100, 1_000, 1_024, 4_097, 20_000, 65_536]) {
            let hashes = hashes(count);
            let mut rows = hashes.clone();
            let places = Places::of(&mut rows);
            let found: Vec<_> = hashes.iter().map(|hash| places.row(*hash).expect("there are rows")).collect();
            assert!(found.iter().zip(&rows).all(|(found, row)| *found as u64 == *row));
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), hashes.len());
            assert!(places.are_perfect());
        }
    }

    /// Whatever the keys are. One of a few thousand sets may have some that come after all others, and works all the same.
    #[test]
    fn hardly_a_key_comes_after_all_others() {
        let sets = (0..100).flat_map(|set| (1..100).map(move |keys| (set, keys)));
        let late = |(set, keys): (i32, i32)| {
            let mut rows: Vec<_> = (0..keys).map(|number| hash(&format!("{set}_{number}"))).collect();
            let places = Places::of(&mut rows);
            assert_eq!(places.all_rows() - places.rows(), rows.iter().filter(|row| **row >= places.rows).count());
            places.all_rows() - places.rows()
        };
        assert_eq!(sets.map(late).sum::<usize>(), 0);
    }

    /// Of 40 that share a bucket, some share a row too, however the hashes are turned: none is lost.
    #[test]
    fn keys_that_share_a_bucket_have_rows() {
        for count in 1..=40 {
            let hashes: Vec<u64> = (0..count).map(|number: u64| hash(&number.to_string()) << 32).collect();
            let mut rows = hashes.clone();
            let places = Places::of(&mut rows);
            let is_found =
                |(hash, row): (&u64, &u64)| *row >= places.rows || places.row(*hash) == usize::try_from(*row).ok();
            assert!(hashes.iter().zip(&rows).all(is_found), "{count}");
            assert!(rows.iter().all(|row| *row < places.all));
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), hashes.len());
        }
    }

    /// Nothing is written beyond the last row, whatever the hash.
    #[test]
    fn the_largest_hashes_have_rows() {
        for count in 1..200 {
            let mut rows: Vec<_> = (0..count).map(|number| u64::MAX - number).collect();
            let places = Places::of(&mut rows);
            assert!(rows.iter().all(|row| *row < places.all), "{count}");
        }
    }

    #[test]
    fn without_keys_there_are_no_rows() {
        let places = Places::of(&mut []);
        assert_eq!((places.row(hash("f1")), places.all_rows()), (None, 0));
    }

    #[test]
    fn keys_with_one_hash_come_after_all_others() {
        let mut rows = [7, 1 << 40, 7, 1 << 50];
        let places = Places::of(&mut rows);
        assert!(rows[0] >= places.rows && rows[2] >= places.rows && !places.are_perfect());
        assert!(rows.iter().all(|row| *row < places.all));
        let rows: HashSet<_> = rows.into_iter().collect();
        assert_eq!(rows.len(), 4, "each has its own");
    }
}
