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
}

/// A row without a key.
pub(super) const FREE: u32 = u32::MAX;

/// At most so many keys for each bucket, and more than half as many.
const KEYS_IN_A_BUCKET: usize = 2;

/// One row stays free for so many keys, so that the last buckets soon find their places.
const KEYS_FOR_A_FREE_ROW: u32 = 16;

/// 2^64 by the golden ratio, as in Fibonacci hashing.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

impl Places {
    /// Those of keys with these hashes, and the number of the key of each row. The keys of a bucket that finds no pilot, such as two
    /// with one hash, get rows after all others.
    ///
    /// # Panics
    /// If there are more than 2,147,483,647.
    pub(super) fn of(hashes: &[u64]) -> (Self, Vec<u32>) {
        let count = i32::try_from(hashes.len()).expect("fewer than 2^31 keys").unsigned_abs();
        if count == 0 {
            return Self::nowhere(0);
        }
        let rows = u64::from(count + count / KEYS_FOR_A_FREE_ROW + 2);
        let buckets = Buckets::of(hashes);
        let mut pilots = vec![0; buckets.len()].into_boxed_slice();
        let mut placement = Placement { hashes, rows, keys: (0..rows).map(|_| FREE).collect(), last: Vec::new() };
        for bucket in buckets.by_size() {
            pilots[bucket as usize] = placement.place(buckets.keys(bucket as usize));
        }
        placement.keys.append(&mut placement.last);
        (Self { pilots, rows }, placement.keys)
    }

    /// Without a way to any of so many keys.
    pub(super) fn nowhere(count: usize) -> (Self, Vec<u32>) {
        (Self { pilots: Box::default(), rows: 0 }, (0..).take(count).collect())
    }

    /// The row of the key with this hash, unless it is after all others. There may be no such key.
    #[inline]
    pub(super) fn row(&self, hash: u64) -> Option<usize> {
        let last = self.pilots.len().checked_sub(1)?;
        Some(row(hash, self.pilots[bucket(hash, last)], self.rows))
    }

    /// How many rows there are, but for those after all others.
    pub(super) fn rows(&self) -> usize {
        usize::try_from(self.rows).unwrap_or(usize::MAX)
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
const fn row(hash: u64, pilot: u8, rows: u64) -> usize {
    let moved = (hash ^ (pilot as u64).wrapping_mul(MIXER)).wrapping_mul(MIXER);
    ((moved as u128 * rows as u128) >> 64) as usize
}

/// The keys of each bucket.
struct Buckets {
    /// Where the keys of each bucket begin, and where the last end.
    starts: Vec<u32>,
    keys: Vec<u32>,
}

impl Buckets {
    fn of(hashes: &[u64]) -> Self {
        let count = hashes.len().div_ceil(KEYS_IN_A_BUCKET).next_power_of_two();
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
        let mut keys = vec![0; hashes.len()];
        for (hash, key) in hashes.iter().zip(0..) {
            let start = &mut starts[bucket(*hash, last)];
            *start -= 1;
            keys[*start as usize] = key;
        }
        Self { starts, keys }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn keys(&self, bucket: usize) -> &[u32] {
        &self.keys[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }

    /// The buckets that have keys, those with the most first.
    fn by_size(&self) -> Vec<u32> {
        let sizes =
            || self.starts.windows(2).map(|ends| (ends[1] - ends[0]) as usize).zip(0..).filter(|(size, _)| *size > 0);
        let largest = sizes().map(|(size, _)| size).max().unwrap_or_default();
        let mut ends = vec![0; largest + 1];
        for (size, _) in sizes() {
            ends[size] += 1;
        }
        let mut end = 0;
        for size in ends.iter_mut().rev() {
            end += *size;
            *size = end;
        }
        let mut buckets = vec![0; end];
        for (size, bucket) in sizes() {
            ends[size] -= 1;
            buckets[ends[size]] = bucket;
        }
        buckets
    }
}

struct Placement<'a> {
    hashes: &'a [u64],
    rows: u64,
    /// That of each row.
    keys: Vec<u32>,
    /// Those for the rows after all others.
    last: Vec<u32>,
}

impl Placement<'_> {
    /// The pilot with which all of `keys` have rows.
    fn place(&mut self, keys: &[u32]) -> u8 {
        let pilot = (0..=u8::MAX).find(|pilot| self.fits(keys, *pilot));
        if pilot.is_none() {
            self.last.extend(keys);
        }
        pilot.unwrap_or_default()
    }

    /// Gives `keys` their rows with this pilot if all are free.
    fn fits(&mut self, keys: &[u32], pilot: u8) -> bool {
        for (place, key) in keys.iter().enumerate() {
            let row = self.row(*key, pilot);
            if self.keys[row] != FREE {
                for key in &keys[..place] {
                    let row = self.row(*key, pilot);
                    self.keys[row] = FREE;
                }
                return false;
            }
            self.keys[row] = *key;
        }
        true
    }

    fn row(&self, key: u32, pilot: u8) -> usize {
        row(self.hashes[key as usize], pilot, self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::hash;

    fn hashes(keys: u32) -> Vec<u64> {
        (0..keys).map(|number| hash(&format!("metric_{number}"))).collect()
    }

    /// The row of each key.
    fn rows(keys: &[u32]) -> Vec<usize> {
        let mut rows: Vec<_> = keys.iter().enumerate().filter(|(_, key)| **key != FREE).collect();
        rows.sort_unstable_by_key(|(_, key)| **key);
        rows.into_iter().map(|(row, _)| row).collect()
    }

    #[test]
    fn each_key_has_a_row_of_its_own() {
        for count in (0..70).chain([100, 1_000, 4_097, 20_000]) {
            let hashes = hashes(count);
            let (places, keys) = Places::of(&hashes);
            let found: Vec<_> = hashes.iter().map(|hash| places.row(*hash).expect("there are rows")).collect();
            assert_eq!(found, rows(&keys));
            assert_eq!(keys.len(), places.rows());
        }
    }

    /// Whatever the keys are. One of a few thousand sets may have some that come after all others, and works all the same.
    #[test]
    fn hardly_a_key_comes_after_all_others() {
        let sets = (0..40).flat_map(|set| (1..100).map(move |keys| (set, keys)));
        let late = |(set, keys): (i32, i32)| {
            let hashes: Vec<_> = (0..keys).map(|number| hash(&format!("{set}_{number}"))).collect();
            let (places, keys) = Places::of(&hashes);
            keys.len() - places.rows()
        };
        assert_eq!(sets.map(late).sum::<usize>(), 0);
    }

    #[test]
    fn without_keys_there_are_no_rows() {
        let (places, keys) = Places::of(&[]);
        assert_eq!((places.row(hash("f1")), places.rows(), keys.len()), (None, 0, 0));
    }

    #[test]
    fn keys_with_one_hash_come_after_all_others() {
        let hashes = [7, 1 << 40, 7, 1 << 50];
        let (places, keys) = Places::of(&hashes);
        assert_eq!(rows(&keys).len(), hashes.len(), "each has its own");
        assert!(keys.len() >= places.rows() + 2);
        assert!(keys[places.rows()..].contains(&0) && keys[places.rows()..].contains(&2));
    }
}
