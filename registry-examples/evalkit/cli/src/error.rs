//! Why there is no result.

use evalkit_api::{LoadError, MetricError};
use registry_core::cli::Outcome;
use registry_core::config::{Place, Problem, Problems};
use std::io;

/// Why there is no result. Each says it in one line, with the file if there is one; only a [`Document`](Self::Document) has a line
/// for each problem.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The command line is wrong, or asks for help.
    #[error(transparent)]
    Usage(#[from] clap::Error),
    /// A command about the registries that ended with another exit code than 0.
    #[error("{}", format!("{}{}", .0.complaint, .0.output).trim_end())]
    Registries(Outcome),
    /// A name that nothing has.
    #[error(transparent)]
    NotFound(#[from] registry_core::NotFound),
    /// A column that a table of entries does not have.
    #[error(transparent)]
    Table(#[from] registry_core::UnknownColumn),
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
    /// Everything that is wrong with the files of an evaluation.
    #[error("{}", lines(.0))]
    Document(Vec<Problem>),
    /// An evaluation without metrics.
    #[error("{}metrics: there are none; `evalkit list metrics` shows which there could be", start(.place.as_ref()))]
    NoMetricsNamed {
        /// Where the file says so.
        place: Option<Place>,
    },
    /// A file of an evaluation whose name does not tell its format.
    #[error("{}data.path: {}; name one with `data.loader` ({}). Known extensions: {}", start(.place.as_ref()), .source.problem, .source.loaders.join(", "), .source.extensions.join(", "))]
    UnknownDataFormat {
        /// Where the evaluation names it.
        place: Option<Place>,
        /// What is wrong with the name.
        source: Box<UnknownFormat>,
    },
    /// A file whose name does not tell its format.
    #[error("{}: {}; choose a loader with --loader ({}). Known extensions: {}", .0.file, .0.problem, .0.loaders.join(", "), .0.extensions.join(", "))]
    UnknownFormat(#[from] UnknownFormat),
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
        metric: String,
        /// What is wrong.
        source: MetricError,
    },
    /// Rows that have no score.
    #[error("{file}: {metric}: {source}")]
    Finish {
        /// The file.
        file: String,
        /// The metric.
        metric: String,
        /// What is wrong.
        source: MetricError,
    },
    /// The result could not be written.
    #[error("the result could not be written: {0}")]
    Output(io::Error),
}

/// A file whose name does not tell its format.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct UnknownFormat {
    /// The file.
    pub file: String,
    /// What is wrong with its extension.
    pub problem: String,
    /// The names of the loaders.
    pub loaders: Vec<&'static str>,
    /// The extensions that tell the format.
    pub extensions: Vec<&'static str>,
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::Document(problems.iter().cloned().collect())
    }
}

/// What a line about this place starts with.
fn start(place: Option<&Place>) -> String {
    place.map(|place| format!("{place}: ")).unwrap_or_default()
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
}
