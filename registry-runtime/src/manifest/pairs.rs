//! What of one sorted list belongs to what of another.

use std::cmp::Ordering;

/// Two of one key, or one that has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pair<T> {
    Both(T, T),
    Old(T),
    New(T),
}

/// Pairs the elements of two lists that are sorted by `key`. Those that share a key are paired in their order.
pub(crate) fn pairs<T: Copy, K: Ord>(
    old: impl IntoIterator<Item = T>,
    new: impl IntoIterator<Item = T>,
    key: impl Fn(T) -> K,
) -> Vec<Pair<T>> {
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut pairs = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return pairs,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => key(*old).cmp(&key(*new)),
        };
        let from_old = if order.is_le() { old.next() } else { None };
        let from_new = if order.is_ge() { new.next() } else { None };
        pairs.extend(match (from_old, from_new) {
            (Some(old), Some(new)) => Some(Pair::Both(old, new)),
            (old, new) => old.map(Pair::Old).or(new.map(Pair::New)),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_in_one_pair() {
        let paired = pairs([1, 2, 2, 4], [2, 3, 4, 4], |number| number);
        assert_eq!(
            paired,
            [Pair::Old(1), Pair::Both(2, 2), Pair::Old(2), Pair::New(3), Pair::Both(4, 4), Pair::New(4)]
        );
    }
}
