//! The kind `data_loaders`.

use crate::Row;
use registry_core::{Index, Metadata, Registry, registry};
use std::io::{self, BufRead};

/// Readers of data files.
#[registry(kind = "data_loaders", config)]
pub static DATA_LOADERS: Registry<dyn DataLoader, LoaderInfo>;

/// The loaders by the extensions of their files.
pub static BY_EXTENSION: Index<dyn DataLoader, LoaderInfo> = Index::new(&DATA_LOADERS, |entry| entry.meta().extensions);

/// The bytes of a file, wherever they are.
pub type Input = Box<dyn BufRead + Send>;

/// Rows as they are read.
pub type Rows = Box<dyn Iterator<Item = Result<Row, LoadError>> + Send>;

/// Reads rows from one file format.
pub trait DataLoader: Send + Sync {
    /// The rows, read as they are asked for. A row after an error need not be what its author meant.
    fn rows(&self, input: Input) -> Rows;
}

/// What a loader says about itself.
#[derive(Debug, Metadata)]
pub struct LoaderInfo {
    /// The extensions of its files, in lower case and without the dot.
    #[metadata(required)]
    pub extensions: &'static [&'static str],
}

/// Why a row could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The row is not in the format.
    #[error("line {line}: {problem}")]
    Malformed {
        /// The line on which the row starts, counted from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// The input could not be read.
    #[error("line {line}: {source}")]
    Read {
        /// The line up to which it could, counted from 1.
        line: u64,
        /// What the system says.
        source: io::Error,
    },
}
