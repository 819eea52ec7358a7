//! Whether a promise may be broken: the two minor versions between a deprecation and what it announces.

use semver::Version;
use std::fmt;

/// How many minor versions of its crate an entry stays after its deprecation.
const MINOR_VERSIONS: u64 = 2;

/// Whether what happens to a stable name was announced.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Announced {
    /// Long enough ago.
    InTime,
    /// It is not deprecated.
    Never,
    /// Not long enough ago.
    TooLate { crate_name: String, since: Version, current: Version },
    /// It is deprecated, but the version of its crate is not known.
    CrateGone { crate_name: String, since: String },
    /// One of the two is not a version.
    NoVersion { text: String },
}

impl Announced {
    /// Of an entry that is deprecated since `since`, in a crate that has the version `current` now.
    pub(super) fn of(crate_name: &str, since: Option<&str>, current: Option<&str>) -> Self {
        let Some(since) = since else { return Self::Never };
        let Some(current) = current else {
            return Self::CrateGone { crate_name: crate_name.to_owned(), since: since.to_owned() };
        };
        match (version(since), version(current)) {
            (Some(since), Some(current)) if is_long_enough(&since, &current) => Self::InTime,
            (Some(since), Some(current)) => Self::TooLate { crate_name: crate_name.to_owned(), since, current },
            (None, _) => Self::NoVersion { text: since.to_owned() },
            (_, None) => Self::NoVersion { text: current.to_owned() },
        }
    }
}

/// A new major version may break anything; below 1.0 as above, a step of the minor version is one.
fn is_long_enough(since: &Version, current: &Version) -> bool {
    current.major > since.major || (current.major == since.major && current.minor >= since.minor + MINOR_VERSIONS)
}

/// A version, which may be short: people write `since = "1.2"`.
pub(super) fn version(text: &str) -> Option<Version> {
    let candidates = [text.to_owned(), format!("{text}.0"), format!("{text}.0.0")];
    candidates.iter().find_map(|candidate| Version::parse(candidate).ok())
}

impl fmt::Display for Announced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InTime => formatter.write_str("as announced"),
            Self::Never => formatter.write_str("it was not deprecated"),
            Self::TooLate { crate_name, since, current } => write!(
                formatter,
                "it is deprecated since {since} and {crate_name} is at {current}, so this can be done in {}.{}.0",
                since.major,
                since.minor + MINOR_VERSIONS
            ),
            Self::CrateGone { crate_name, since } => write!(
                formatter,
                "it is deprecated since {since}, but nothing of {crate_name} is registered, so its version is not known; link \
                 it into the test if it still exists"
            ),
            Self::NoVersion { text } => {
                write!(formatter, "it is deprecated, but since when is not known: {text:?} is not a version")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(since: &str, current: &str) -> Announced {
        Announced::of("basic", Some(since), Some(current))
    }

    #[test]
    fn two_minor_versions_are_enough() {
        for (since, current) in [
            ("1.2", "1.4.0"),
            ("1.2.3", "1.5.0"),
            ("0.1.0", "0.3.0"),
            ("1", "1.2.0"),
            ("1.9.0", "2.0.0"),
            ("0.9.0", "1.0.0"),
        ] {
            assert_eq!(announced(since, current), Announced::InTime, "{since} to {current}");
        }
    }

    #[test]
    fn less_is_not() {
        for (since, current) in
            [("1.2", "1.3.9"), ("1.2.0", "1.2.0"), ("0.1.0", "0.2.5"), ("2.0.0", "1.9.0"), ("1.8.0", "1.4.0")]
        {
            assert!(matches!(announced(since, current), Announced::TooLate { .. }), "{since} to {current}");
        }
    }

    #[test]
    fn each_case_says_why() {
        let words = |announced: Announced| announced.to_string();
        assert_eq!(
            words(announced("1.2", "1.3.1")),
            "it is deprecated since 1.2.0 and basic is at 1.3.1, so this can be done in 1.4.0"
        );
        assert_eq!(words(Announced::of("basic", None, None)), "it was not deprecated");
        assert_eq!(
            words(Announced::of("basic", Some("1.2"), None)),
            "it is deprecated since 1.2, but nothing of basic is registered, so its version is not known; link it into the \
             test if it still exists"
        );
        assert_eq!(
            words(announced("soon", "1.3.1")),
            "it is deprecated, but since when is not known: \"soon\" is not a version"
        );
    }
}
