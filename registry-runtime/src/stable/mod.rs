//! Stable names: what is registered as `stable` is promised to stay, and a committed snapshot holds the program to it.
//!
//! Needs the feature `stable`. One test is all there is to write: see [`assert_stable_names!`](crate::assert_stable_names).
//!
//! A name may go, and a config may change, if its entry has been deprecated for two minor versions of its crate, or if a new
//! major version has come since. The functions behind the test are ordinary: a [`StableNames`] is compared with a [`Program`].
//!
//! ```
//! use registry_core::manifest::Manifest;
//! use registry_core::stable::{Program, StableNames};
//!
//! let manifest: Manifest = serde_json::from_str(
//!     r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [
//!         { "name": "f1", "crate": "basic", "version": "1.2.0", "type": "basic::F1", "stable": true }
//!     ] }] }"#,
//! )?;
//! let names = StableNames::of(&Program::new(manifest));
//!
//! let renamed = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [
//!     { "name": "f_one", "aliases": ["f1"], "crate": "basic", "version": "1.3.0", "type": "basic::F1", "stable": true }
//! ] }] }"#;
//! let changes = names.compare(&Program::new(serde_json::from_str(renamed)?));
//! assert!(!changes.is_breaking());
//! assert_eq!(changes.to_string(), "metrics \"f1\" leads to \"f_one\" now\nmetrics \"f_one\" is new");
//!
//! let gone = renamed.replace(r#""f1""#, r#""g1""#);
//! assert!(names.compare(&Program::new(serde_json::from_str(&gone)?)).is_breaking());
//! # Ok::<(), serde_json::Error>(())
//! ```

mod announced;
mod assertion;
mod change;
mod compare;
mod config;
mod error;
mod fields;
mod names;
mod program;
mod renew;
mod schema;
mod types;
mod wider;

#[doc(hidden)]
pub use assertion::StableNamesTest;
pub use change::{StableChange, StableChanges};
pub use error::StableNamesError;
pub use names::{StableField, StableName, StableNames};
pub use program::Program;

/// Holds the program to its stable names: compares them with a committed snapshot.
///
/// ```no_run
/// // in tests/stable_names.rs; link the crates whose names are promised
/// // registry_core::link!(my_metrics);
///
/// #[test]
/// fn stable_names() {
///     registry_core::assert_stable_names!("stable-names.json");
/// }
/// # fn main() {}
/// ```
///
/// The path is relative to the folder of the package's `Cargo.toml`. The snapshot has every entry that is registered as `stable`
/// and linked into the test; `crates = ["my-metrics"]` after the path limits it to those of some crates.
///
/// `UPDATE_STABLE_NAMES=1 cargo test` writes the snapshot, unless that would break a promise. `UPDATE_STABLE_NAMES=break` writes it
/// even then.
///
/// # Panics
/// If a promise is broken, or if the snapshot is out of date, with a [`StableNamesError`](crate::stable::StableNamesError).
#[macro_export]
macro_rules! assert_stable_names {
    ($path:expr $(, crates = $crates:expr)? $(,)?) => {
        $crate::stable::StableNamesTest::new(
            ::core::env!("CARGO_MANIFEST_DIR"),
            $path,
            ::core::env!("CARGO_PKG_NAME"),
            ::core::env!("CARGO_PKG_VERSION"),
        )
        $(.crates(&$crates))?
        .assert()
    };
}
