//! What the file of an evaluation says.

use crate::distinct;
use evalkit_api::{DataLoader, Metric};
use registry_core::config::Spec;
use schemars::JsonSchema;
use serde::Deserialize;

/// An evaluation for `evalkit run`: a file of predictions, and the metrics to score it by.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "the tables `data` and `metrics`")]
pub(crate) struct Evaluation {
    /// Where the JSON Schema of this file is. Only editors read it.
    #[serde(rename = "$schema")]
    #[allow(dead_code, reason = "so that a file may say it")]
    schema: Option<String>,
    /// What is scored.
    pub(crate) data: Data,
    /// The metrics, in the order of the result.
    #[serde(deserialize_with = "distinct::deserialize")]
    #[schemars(length(min = 1))]
    pub(crate) metrics: Vec<MetricSpec>,
}

/// What is scored.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(expecting = "a table, as { path = \"predictions.csv\" }")]
pub(crate) struct Data {
    /// The file with a prediction and a reference in each row, relative to the file that says so.
    pub(crate) path: String,
    /// What reads it. Left out: the loader for the extension of the file.
    pub(crate) loader: Option<Spec<dyn DataLoader>>,
    /// The column with what was predicted. Left out: `prediction`.
    pub(crate) prediction: Option<String>,
    /// The column with what is right. Left out: `reference`.
    pub(crate) reference: Option<String>,
}

/// A metric as the file names it.
pub(crate) type MetricSpec = Spec<dyn Metric, Label>;

/// What stands beside the name and the config of a metric.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct Label {
    /// The key of the metric in the result. Left out: its name.
    r#as: Option<String>,
}

impl Label {
    /// The key in the result of the metric that is called `name`.
    pub(crate) fn key<'a>(&'a self, name: &'a str) -> &'a str {
        self.r#as.as_deref().unwrap_or(name)
    }
}
