//! The kind `metrics`.

use crate::Example;
use registry_core::{Metadata, Registry, registry};

/// Evaluation metrics.
#[registry(kind = "metrics", config)]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

/// Turns examples into one number. It takes them one after another, so that a file need not fit into memory: take a fresh
/// one for each file, with `METRICS.create(name)`.
pub trait Metric: Send + Sync {
    /// Takes one more example into account.
    ///
    /// # Errors
    /// If the example lacks a column or holds what the metric cannot read.
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError>;

    /// The score of all examples so far.
    ///
    /// # Errors
    /// If these examples have no score, as when there are none.
    fn finish(&self) -> Result<f64, MetricError>;
}

/// What a metric says about itself.
#[derive(Debug, Metadata)]
pub struct MetricInfo {
    /// The task it is for, as "classification" or "text"; "any" if it makes sense for all.
    #[metadata(required)]
    pub category: &'static str,
    /// Whether more is better.
    #[metadata(default = true)]
    pub higher_is_better: bool,
    /// Whether it compares the prediction with the reference. One that does not needs neither.
    #[metadata(default = true)]
    pub compares: bool,
    /// The other columns that it reads.
    pub requires: &'static [&'static str],
}

/// Why there is no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MetricError {
    /// A row has no value in a column.
    #[error("the row has no value in column {column:?}")]
    MissingColumn {
        /// The column.
        column: String,
    },
    /// A value is not what the metric reads.
    #[error("column {column:?} holds {value:?}, which is not {expected}")]
    InvalidValue {
        /// The column.
        column: String,
        /// What it holds.
        value: String,
        /// What it should hold, with its article.
        expected: &'static str,
    },
    /// There was no example.
    #[error("there are no examples")]
    NoExamples,
    /// The examples have no score.
    #[error("the score is not defined: {0}")]
    Undefined(String),
}
