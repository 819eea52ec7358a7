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
    /// Those of keys with these hashes, and the row of each key in place of its hash: memory that is touched for the first time takes
    /// longer than all else. The keys of a bucket that finds no pilot, such as two with one hash, get rows after all others.
    ///
    /// # Panics
    /// If there are more than 2,147,483,647.
    #[cfg_attr(not(debug_assertions), inline)]
    pub(super) fn of(mut hashes: Vec<u64>) -> (Self, Vec<u64>) {
        let count = i32::try_from(hashes.len()).expect("fewer than 2^31 keys").unsigned_abs();
        if count == 0 {
            return Self::nowhere(0);
        }
        let firsts = u64::from(count) + u64::from(count / KEYS_FOR_A_FREE_ROW + 2);
        let rows = firsts + u64::from(Steps::BITS - 1);
        let (pilots, unplaced) = pilots(&hashes, firsts);
        let (last, mut after_all) = (pilots.len() - 1, rows..);
        for hash in &mut hashes {
            let bucket = bucket(*hash, last);
            let own = unplaced.binary_search(&bucket).ok().and_then(|_| after_all.next());
            *hash = own.unwrap_or_else(|| row(*hash, pilots[bucket], firsts));
        }
        (Self { pilots, firsts, rows, all: after_all.start }, hashes)
    }

    /// Without a way to any of so many keys.
    #[inline]
    pub(super) fn nowhere(count: usize) -> (Self, Vec<u64>) {
        let all = count as u64;
        (Self { pilots: Box::default(), firsts: 0, rows: 0, all }, (0..all).collect())
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

/// The pilot of each bucket, and the buckets that found none, in order.
#[cfg_attr(not(debug_assertions), inline)]
fn pilots(hashes: &[u64], firsts: u64) -> (Box<[u8]>, Vec<usize>) {
    let count = hashes.len().div_ceil(KEYS_IN_A_BUCKET).next_power_of_two().max(LEAST_BUCKETS);
    // what stays comes first: the memory of all else is in one piece then when it is given back, and is used again
    let mut pilots = vec![0; count].into_boxed_slice();
    // in one piece, because each allocation takes as long as some keys
    let mut numbers = vec![0; count + 1 + count + Taken::words(firsts)];
    let (starts, rest) = numbers.split_at_mut(count + 1);
    let (next, taken) = rest.split_at_mut(count);
    let buckets = Buckets::of(hashes, starts);
    let (mut taken, mut unplaced) = (Taken { bits: taken, firsts }, Vec::new());
    for first in buckets.by_size(next) {
        let mut place = first;
        while let Some(bucket) = (place as usize).checked_sub(1) {
            match taken.take(buckets.hashes(bucket)) {
                Some(pilot) => pilots[bucket] = pilot,
                None => unplaced.push(bucket),
            }
            place = next[bucket];
        }
    }
    if unplaced.len() > 1 {
        sort(&mut unplaced);
    }
    (pilots, unplaced)
}

/// Apart, because hardly any registry needs it.
#[cold]
#[inline(never)]
fn sort(buckets: &mut [usize]) {
    buckets.sort_unstable();
}

/// The hashes of each bucket.
struct Buckets<'a> {
    /// Where the hashes of each bucket begin, and where the last end.
    starts: &'a [u32],
    hashes: Vec<u64>,
}

/// Larger buckets are hardly ever there, and are all in one list.
const SIZES: usize = 16;

impl<'a> Buckets<'a> {
    /// Those of as many buckets as fit between `starts`, which are zero.
    #[cfg_attr(not(debug_assertions), inline)]
    fn of(hashes: &[u64], starts: &'a mut [u32]) -> Self {
        let last = starts.len() - 2;
        for hash in hashes {
            starts[bucket(*hash, last)] += 1;
        }
        let mut end = 0;
        for start in &mut *starts {
            end += *start;
            *start = end;
        }
        let mut sorted = vec![0; hashes.len()];
        for hash in hashes {
            let start = &mut starts[bucket(*hash, last)];
            *start -= 1;
            sorted[*start as usize] = *hash;
        }
        Self { starts, hashes: sorted }
    }

    #[inline]
    fn hashes(&self, bucket: usize) -> &[u64] {
        &self.hashes[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// Lists of the buckets that have a hash, by the number of them: the place of the first of each, from 1, the largest first. What
    /// comes after each bucket is written to `next`, and 0 after the last. Without a branch that depends on a size: none of them
    /// could be foreseen.
    #[cfg_attr(not(debug_assertions), inline)]
    fn by_size(&self, next: &mut [u32]) -> [u32; SIZES] {
        let mut lists = [0; SIZES + 1];
        for ((ends, next), place) in self.starts.windows(2).zip(next).zip(1..) {
            let list = &mut lists[SIZES - ((ends[1] - ends[0]) as usize).min(SIZES)];
            *next = *list;
            *list = place;
        }
        let [largest @ .., _empty] = lists;
        largest
    }
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

    /// Takes a row for each of these hashes, and gives the pilot with which all of them are free.
    #[cfg_attr(not(debug_assertions), inline)]
    fn take(&mut self, hashes: &[u64]) -> Option<u8> {
        (0..TURNS).find_map(|turn| {
            let taken = hashes.iter().fold(0, |taken, hash| taken | self.from(first_row(*hash, turn, self.firsts)));
            let pilot = any_free(taken, hashes[0])? * TURNS + turn;
            self.are_apart(hashes, pilot).then_some(pilot)
        })
    }

    /// Takes the rows of these hashes, which are free, if each has one of its own.
    #[cfg_attr(not(debug_assertions), inline)]
    fn are_apart(&mut self, hashes: &[u64], pilot: u8) -> bool {
        for (place, hash) in hashes.iter().enumerate() {
            let (word, bit) = Self::bit(row(*hash, pilot, self.firsts));
            if self.bits[word] & bit != 0 {
                for hash in &hashes[..place] {
                    let (word, bit) = Self::bit(row(*hash, pilot, self.firsts));
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

    fn hashes(keys: u32) -> Vec<u64> {
        (0..keys).map(|number| hash(&format!("metric_{number}"))).collect()
    }

    #[test]
    fn each_key_has_a_row_of_its_own() {
        for count in (0..70).chain([100, 1_000, 1_024, 4_097, 20_000, 65_536]) {
            let hashes = hashes(count);
            let (places, mut rows) = Places::of(hashes.clone());
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
            let hashes: Vec<_> = (0..keys).map(|number| hash(&format!("{set}_{number}"))).collect();
            let (places, rows) = Places::of(hashes);
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
            let (places, mut rows) = Places::of(hashes.clone());
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
            let (places, rows) = Places::of((0..count).map(|number| u64::MAX - number).collect());
            assert!(rows.iter().all(|row| *row < places.all), "{count}");
        }
    }

    #[test]
    fn without_keys_there_are_no_rows() {
        let (places, rows) = Places::of(Vec::new());
        assert_eq!((places.row(hash("f1")), places.rows(), rows.len()), (None, 0, 0));
    }

    #[test]
    fn keys_with_one_hash_come_after_all_others() {
        let (places, mut rows) = Places::of(vec![7, 1 << 40, 7, 1 << 50]);
        assert!(rows[0] >= places.rows && rows[2] >= places.rows && !places.are_perfect());
        assert!(rows.iter().all(|row| *row < places.all));
        rows.sort_unstable();
        rows.dedup();
        assert_eq!(rows.len(), 4, "each has its own");
    }
}
