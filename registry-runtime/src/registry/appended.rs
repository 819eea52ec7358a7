//! A list that only grows, and whose items never move: it can be read while it is written.

use crate::once::OnceLock;
use alloc::{boxed::Box, vec::Vec};
use once_cell::race::OnceRef;

/// Read without waiting by any thread; [`Index`](super::Index) and run-time changes are kept in such. What is in it is never freed.
pub(super) struct Appended<T: 'static> {
    /// Each twice as long as the one before.
    chunks: [OnceRef<'static, Chunk<T>>; CHUNKS],
}

type Chunk<T> = &'static [OnceLock<T>];

/// The first chunk has room for this many items.
const FIRST: usize = 1 << FIRST_BITS;
const FIRST_BITS: u32 = 4;
const CHUNKS: usize = (usize::BITS - FIRST_BITS) as usize;

impl<T> Appended<T> {
    pub(super) const fn new() -> Self {
        Self { chunks: [const { OnceRef::new() }; CHUNKS] }
    }

    /// The item at `place`, if there is one yet.
    #[inline]
    pub(super) fn get(&self, place: usize) -> Option<&'static T> {
        let (chunk, offset) = locate(place);
        let chunk: Chunk<T> = self.chunks.get(chunk)?.get()?;
        chunk.get(offset)?.get()
    }

    /// The item at `place`, which is `make`s if none is there yet.
    pub(super) fn get_or_init(&self, place: usize, make: impl FnOnce() -> T) -> &'static T {
        let (number, offset) = locate(place);
        let chunk: Chunk<T> = self.chunks[number].get_or_init(|| Box::leak(Box::new(chunk(number))));
        chunk[offset].get_or_init(make)
    }

    /// Puts `item` at `place`, where none is yet. The caller is the only writer.
    pub(super) fn set(&self, place: usize, item: T) -> &'static T {
        let mut item = Some(item);
        let set = self.get_or_init(place, || item.take().expect("it is taken once"));
        assert!(item.is_none(), "the only writer puts one item into each place");
        set
    }
}

fn chunk<T>(number: usize) -> Chunk<T> {
    let empty = core::iter::repeat_with(OnceLock::new);
    empty.take(FIRST << number).collect::<Vec<_>>().leak()
}

/// Chunk and offset of the item at `place`.
#[inline]
fn locate(place: usize) -> (usize, usize) {
    let shifted = place + FIRST;
    let bits = shifted.ilog2();
    ((bits - FIRST_BITS) as usize, shifted - (1 << bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_fill_one_chunk_after_another() {
        let mut expected = (0, 0);
        for place in 0..10_000 {
            assert_eq!(locate(place), expected);
            expected.1 += 1;
            if expected.1 == FIRST << expected.0 {
                expected = (expected.0 + 1, 0);
            }
        }
    }

    #[test]
    fn items_stay_where_they_were_put() {
        let list = Appended::new();
        for place in 0..1000 {
            assert_eq!(list.get(place), None);
            list.set(place, place);
        }
        assert!((0..1000).all(|place| list.get(place) == Some(&place)));
        assert_eq!(list.get(1000), None);
    }
}
