//! Where the row of each key is: a perfect hash.
//!
//! A hash alone puts some keys in one place. So keys are put into small buckets first, and each bucket gets a number, its pilot, with
//! which no key of it meets any other: a lookup goes to one row and nowhere else. The buckets with the most keys choose first. This
//! is the "hash and displace" of Belazzougui, Botelho and Dietzfelbinger (ESA 2009), with pilots of one byte as in
//! [PtrHash](https://arxiv.org/abs/2502.15539).

use alloc::{boxed::Box, vec, vec::Vec};

/// The pilots of the buckets.
pub(super) struct Places {
    /// As many as a power of two, or none.
    pilots: Box<[u8]>,
    /// How many rows there are, but for those after all others.
    rows: u64,
    /// How many rows there are.
    all: u64,
}

/// At most so many keys for each bucket, and more than half as many.
const KEYS_IN_A_BUCKET: usize = 2;

/// One row stays free for so many keys, so that the last buckets soon find their places.
const KEYS_FOR_A_FREE_ROW: u32 = 16;

/// 2^64 by the golden ratio, as in Fibonacci hashing.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Places {
    /// Those of keys with these hashes, and the row of each key in place of its hash: memory that is touched for the first time takes
    /// longer than all else. The keys of a bucket that finds no pilot, such as two with one hash, get rows after all others.
    ///
    /// # Panics
    /// If there are more than 2,147,483,647.
    pub(super) fn of(mut hashes: Vec<u64>) -> (Self, Vec<u64>) {
        let count = i32::try_from(hashes.len()).expect("fewer than 2^31 keys").unsigned_abs();
        if count == 0 {
            return Self::nowhere(0);
        }
        let rows = u64::from(count) + u64::from(count / KEYS_FOR_A_FREE_ROW + 2);
        let (pilots, unplaced) = pilots(&hashes, rows);
        let (last, mut after_all) = (pilots.len() - 1, rows..);
        for hash in &mut hashes {
            let bucket = bucket(*hash, last);
            let own = unplaced.binary_search(&bucket).ok().and_then(|_| after_all.next());
            *hash = own.unwrap_or_else(|| row(*hash, pilots[bucket], rows));
        }
        (Self { pilots, rows, all: after_all.start }, hashes)
    }

    /// Without a way to any of so many keys.
    pub(super) fn nowhere(count: usize) -> (Self, Vec<u64>) {
        let all = count as u64;
        (Self { pilots: Box::default(), rows: 0, all }, (0..all).collect())
    }

    /// The row of the key with this hash, unless it is after all others. There may be no such key.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "there are fewer than 2^32")]
    pub(super) fn row(&self, hash: u64) -> Option<usize> {
        let last = self.pilots.len().checked_sub(1)?;
        // the compiler, too, is to know that another can be added
        Some(row(hash, self.pilots[bucket(hash, last)], self.rows) as u32 as usize)
    }

    /// How many rows there are, but for those after all others.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.rows).unwrap_or(usize::MAX)
    }

    /// How many rows there are, with those after all others.
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

/// The row of a hash: all of it, moved about by the pilot, spread over the rows.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "it is less than the number of rows")]
const fn row(hash: u64, pilot: u8, rows: u64) -> u64 {
    let moved = (hash ^ (pilot as u64).wrapping_mul(MIXER)).wrapping_mul(MIXER);
    ((moved as u128 * rows as u128) >> 64) as u64
}

/// The pilot of each bucket, and the buckets that found none, in order.
fn pilots(hashes: &[u64], rows: u64) -> (Box<[u8]>, Vec<usize>) {
    let count = hashes.len().div_ceil(KEYS_IN_A_BUCKET).next_power_of_two();
    // what stays comes first: the memory of all else is in one piece then when it is given back, and is used again
    let mut pilots = vec![0; count].into_boxed_slice();
    let buckets = Buckets::of(hashes, count);
    let (mut taken, mut unplaced) = (Taken::none(rows), Vec::new());
    for bucket in buckets.by_size() {
        let bucket = bucket as usize;
        let hashes = buckets.hashes(bucket);
        if hashes.is_empty() {
            break;
        }
        match taken.take(hashes) {
            Some(pilot) => pilots[bucket] = pilot,
            None => unplaced.push(bucket),
        }
    }
    unplaced.sort_unstable();
    (pilots, unplaced)
}

/// The hashes of each bucket.
struct Buckets {
    /// Where the hashes of each bucket begin, and where the last end.
    starts: Vec<u32>,
    hashes: Vec<u64>,
}

impl Buckets {
    /// Those of so many buckets.
    fn of(hashes: &[u64], count: usize) -> Self {
        let mut starts = vec![0; count + 1];
        let last = count - 1;
        for hash in hashes {
            starts[bucket(*hash, last)] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
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

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn hashes(&self, bucket: usize) -> &[u64] {
        &self.hashes[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// The buckets, those with the most hashes first. Without a branch that depends on a size: none of them could be foreseen.
    fn by_size(&self) -> Vec<u32> {
        let sizes = || self.starts.windows(2).map(|ends| (ends[1] - ends[0]) as usize);
        let mut ends = vec![0; sizes().max().unwrap_or_default() + 1];
        for size in sizes() {
            ends[size] += 1;
        }
        let mut end = 0;
        for size in ends.iter_mut().rev() {
            end += *size;
            *size = end;
        }
        let mut buckets = vec![0; self.len()];
        for (size, bucket) in sizes().zip(0..) {
            ends[size] -= 1;
            buckets[ends[size]] = bucket;
        }
        buckets
    }
}

/// The rows that are taken, a bit for each.
struct Taken {
    bits: Vec<u64>,
    rows: u64,
}

impl Taken {
    fn none(rows: u64) -> Self {
        Self { bits: (0..=rows / u64::from(u64::BITS)).map(|_| 0).collect(), rows }
    }

    /// Takes a row for each of these hashes, and gives the pilot with which all of them are free.
    fn take(&mut self, hashes: &[u64]) -> Option<u8> {
        (0..=u8::MAX).find(|pilot| self.are_free(hashes, *pilot) && self.are_apart(hashes, *pilot))
    }

    /// Whether nobody has the rows of these hashes with this pilot. Without a branch for each: none of them could be foreseen.
    fn are_free(&self, hashes: &[u64], pilot: u8) -> bool {
        let mut taken = 0;
        for hash in hashes {
            let (word, bit) = self.bit(*hash, pilot);
            taken |= self.bits[word] & bit;
        }
        taken == 0
    }

    /// Takes the rows of these hashes, which are free, if each has one of its own.
    fn are_apart(&mut self, hashes: &[u64], pilot: u8) -> bool {
        for (place, hash) in hashes.iter().enumerate() {
            let (word, bit) = self.bit(*hash, pilot);
            if self.bits[word] & bit != 0 {
                for hash in &hashes[..place] {
                    let (word, bit) = self.bit(*hash, pilot);
                    self.bits[word] &= !bit;
                }
                return false;
            }
            self.bits[word] |= bit;
        }
        true
    }

    #[allow(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 rows")]
    fn bit(&self, hash: u64, pilot: u8) -> (usize, u64) {
        let row = row(hash, pilot, self.rows);
        ((row / u64::from(u64::BITS)) as usize, 1 << (row % u64::from(u64::BITS)))
    }
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
        for count in (0..70).chain([100, 1_000, 4_097, 20_000]) {
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
        let sets = (0..40).flat_map(|set| (1..100).map(move |keys| (set, keys)));
        let late = |(set, keys): (i32, i32)| {
            let hashes: Vec<_> = (0..keys).map(|number| hash(&format!("{set}_{number}"))).collect();
            let (places, rows) = Places::of(hashes);
            assert_eq!(places.all_rows() - places.rows(), rows.iter().filter(|row| **row >= places.rows).count());
            places.all_rows() - places.rows()
        };
        assert_eq!(sets.map(late).sum::<usize>(), 0);
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
