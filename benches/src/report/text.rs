//! Numbers as people read them.

/// "100,000".
pub(crate) fn thousands(number: usize) -> String {
    grouped(&number.to_string())
}

/// Digits, in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn groups_are_of_three_digits() {
        assert_eq!([8, 100, 1_000, 100_000].map(thousands), ["8", "100", "1,000", "100,000"]);
    }
}
