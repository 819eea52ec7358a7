//! Why there is no answer.

use std::io;

/// Why there is no answer; each in one line.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A name that nothing has.
    #[error(transparent)]
    NotFound(#[from] registry_core::NotFound),
    /// A component that cannot be made.
    #[error(transparent)]
    Registry(#[from] registry_core::Error),
    /// A file whose name is not of the microscope.
    #[error("{file:?} is not the name of an image of {microscope}, such as {example:?}")]
    NoImage {
        /// The file.
        file: String,
        /// The microscope.
        microscope: &'static str,
        /// What a name looks like.
        example: &'static str,
    },
    /// A file that cannot be read.
    #[error("{file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The answer could not be written.
    #[error("the answer could not be written: {0}")]
    Output(io::Error),
}
