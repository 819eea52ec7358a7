//! Two programs that were built differently.

use super::{Differences, Manifest};
use std::fmt;

/// Two programs cannot work together, because they were built differently; made by [`Manifest::ensure_same`].
///
/// ```
/// use registry_core::manifest::Manifest;
///
/// let text = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "api": "v1", "entries": [] }] }"#;
/// let (own, other): (Manifest, Manifest) = (serde_json::from_str(text)?, serde_json::from_str(&text.replace("v1", "v2"))?);
/// let refused = own.ensure_same(&other).unwrap_err();
/// assert_eq!(refused.differences().len(), 1);
/// assert_eq!((refused.expected(), refused.found()), (own.fingerprint().as_str(), other.fingerprint().as_str()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, thiserror::Error)]
pub struct ManifestMismatch {
    expected: String,
    found: String,
    differences: Differences,
}

impl ManifestMismatch {
    pub(super) fn none_of(expected: &Manifest, found: &Manifest) -> Result<(), Self> {
        let differences = expected.compare(found);
        if differences.is_empty() {
            return Ok(());
        }
        Err(Self { expected: expected.fingerprint(), found: found.fingerprint(), differences })
    }

    /// What is different.
    pub fn differences(&self) -> &Differences {
        &self.differences
    }

    /// The fingerprint of the manifest that was to be met.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The fingerprint of the other.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for ManifestMismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { expected, found, differences } = self;
        writeln!(
            formatter,
            "the other program was built differently: its manifest is {found}, not {expected}. There,"
        )?;
        for difference in differences {
            writeln!(formatter, "  {difference}")?;
        }
        formatter.write_str("Build both programs from the same sources, with the same features and the same Cargo.lock")
    }
}

/// The message, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
impl fmt::Debug for ManifestMismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return fmt::Display::fmt(self, formatter);
        }
        formatter
            .debug_struct("ManifestMismatch")
            .field("expected", &self.expected)
            .field("found", &self.found)
            .field("differences", &self.differences)
            .finish()
    }
}
