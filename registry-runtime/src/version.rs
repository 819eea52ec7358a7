//! Versions as numbers with dots between them.

use alloc::vec::Vec;

/// Whether a crate of this version is at `target` or beyond.
///
/// Parts that one of them leaves out are 0. A pre-release has reached its version, so that what is due is noticed before that
/// version is out. No version, as in a build without cargo, has reached nothing.
pub(crate) fn has_reached(version: &str, target: &str) -> bool {
    let released = version.split(['-', '+']).next().unwrap_or_default();
    match (parts(released), parts(target)) {
        (Some(present), Some(wanted)) => present >= wanted,
        _ => false,
    }
}

/// The parts without the zeros at the end, so that `2` and `2.0` are the same.
fn parts(version: &str) -> Option<Vec<u64>> {
    let mut parts = version.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
    parts.truncate(parts.iter().rposition(|part| *part != 0).map_or(0, |last| last + 1));
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::has_reached;

    #[test]
    fn parts_are_compared_as_numbers() {
        for (version, target) in
            [("2.0.0", "2.0"), ("2.0.0", "2"), ("2", "2.0.0"), ("0.10.0", "0.9"), ("2.0.1", "2"), ("3.0.0", "2.9.9")]
        {
            assert!(has_reached(version, target), "{version} {target}");
        }
        for (version, target) in [("1.9.9", "2.0"), ("0.9.0", "0.10"), ("2.0.0", "2.0.0.1"), ("0.0.0", "0.0.1")] {
            assert!(!has_reached(version, target), "{version} {target}");
        }
    }

    #[test]
    fn a_pre_release_has_reached_its_version() {
        assert!(has_reached("2.0.0-rc.1", "2.0"));
        assert!(has_reached("2.0.0+build.5", "2.0"));
        assert!(!has_reached("1.9.0-2.0", "2.0"));
    }

    #[test]
    fn what_is_no_version_has_reached_nothing() {
        assert!(!has_reached("", "0"));
        assert!(!has_reached("two", "1.0"));
        assert!(!has_reached("2.0.0", "soon"));
    }
}
