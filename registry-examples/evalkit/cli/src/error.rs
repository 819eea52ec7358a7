//! Why there is no result.

use evalkit_api::{LoadError, MetricError};
use std::io;

/// Why there is no result. Each says it in one line, with the file if there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The command line is wrong, or asks for help.
    #[error(transparent)]
    Usage(#[from] clap::Error),
    /// A name that nothing has.
    #[error(transparent)]
    NotFound(#[from] registry_core::NotFound),
    /// A component that cannot be made.
    #[error(transparent)]
    Registry(#[from] registry_core::Error),
    /// A kind that does not exist.
    #[error("there is no kind {kind:?}; the kinds, nearest first: {}", .kinds.join(", "))]
    UnknownKind {
        /// The kind.
        kind: String,
        /// All kinds, the nearest first.
        kinds: Vec<String>,
    },
    /// A file that cannot be opened.
    #[error("{file}: {source}")]
    Open {
        /// The file.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file whose name does not tell its format.
    #[error("{file}: {problem}; choose a loader with --loader ({}). Known extensions: {}", .loaders.join(", "), .extensions.join(", "))]
    UnknownFormat {
        /// The file.
        file: String,
        /// What is wrong with its extension.
        problem: String,
        /// The names of the loaders.
        loaders: Vec<&'static str>,
        /// The extensions that tell the format.
        extensions: Vec<&'static str>,
    },
    /// A row that cannot be read.
    #[error("{file}, {source}")]
    Load {
        /// The file.
        file: String,
        /// The row and what is wrong with it.
        source: LoadError,
    },
    /// A file without rows.
    #[error("{file}: there are no rows in this file")]
    NoRows {
        /// The file.
        file: String,
    },
    /// A column that the file does not have.
    #[error("{file}: there is no column {column:?}, {purpose}; the columns, nearest first: {}", .columns.join(", "))]
    UnknownColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// What it is for.
        purpose: String,
        /// The columns of the file, the nearest first.
        columns: Vec<String>,
    },
    /// No registered metric fits the columns.
    #[error("{file}: none of the registered metrics applies to its columns; name some with --metrics")]
    NoMetrics {
        /// The file.
        file: String,
    },
    /// A row that a metric cannot take.
    #[error("{file}, line {line}: {metric}: {source}")]
    Update {
        /// The file.
        file: String,
        /// The line on which the row starts.
        line: u64,
        /// The metric.
        metric: &'static str,
        /// What is wrong.
        source: MetricError,
    },
    /// Rows that have no score.
    #[error("{file}: {metric}: {source}")]
    Finish {
        /// The file.
        file: String,
        /// The metric.
        metric: &'static str,
        /// What is wrong.
        source: MetricError,
    },
    /// The result could not be written.
    #[error("the result could not be written: {0}")]
    Output(io::Error),
}
