//! Why the test of stable names fails.

use super::StableChanges;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the test of stable names fails: the text of the panic in [`assert_stable_names!`](crate::assert_stable_names).
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum StableNamesError {
    /// A promise is broken.
    #[error(
        "stable names are promised to stay, and {} is not kept:\n{changes}\nIf this is meant, write the snapshot all the same: \
         {command}",
        .path.display()
    )]
    #[non_exhaustive]
    Broken {
        /// The snapshot.
        path: PathBuf,
        /// What has changed, the broken promises first.
        changes: Box<StableChanges>,
        /// The command that writes the snapshot.
        command: String,
    },

    /// No promise is broken, but the snapshot does not say what is.
    #[error("{} is out of date:\n{changes}\nTo bring it up to date: {command}", .path.display())]
    #[non_exhaustive]
    OutOfDate {
        /// The snapshot.
        path: PathBuf,
        /// What has changed.
        changes: Box<StableChanges>,
        /// The command that writes the snapshot.
        command: String,
    },

    /// There is no snapshot.
    #[error("there is no snapshot of the stable names yet; to write {}: {command}", .path.display())]
    #[non_exhaustive]
    Missing {
        /// The snapshot.
        path: PathBuf,
        /// The command that writes the snapshot.
        command: String,
    },

    /// The snapshot says what cannot be read.
    #[error("{}: {source}; if it cannot be repaired, take the version that was committed last", .path.display())]
    #[non_exhaustive]
    Invalid {
        /// The snapshot.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },

    /// The snapshot cannot be read or written.
    #[error("{}: {source}", .path.display())]
    #[non_exhaustive]
    File {
        /// The snapshot.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },

    /// `UPDATE_STABLE_NAMES` has another value.
    #[error(
        "UPDATE_STABLE_NAMES is {value:?}: `1` writes the snapshot unless a promise is broken, `break` writes it even then"
    )]
    #[non_exhaustive]
    UnknownUpdate {
        /// The value.
        value: String,
    },
}

/// The message, so that a test which returns it prints what helps.
impl fmt::Debug for StableNamesError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
