//! `f1`

use crate::ratio;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The harmonic mean of precision and recall, averaged over the labels.
///
/// The labels are those that occur as prediction or reference; all of them weigh the same unless an [`Average`] says
/// otherwise.
#[register(kind = "metrics", name = "f1", new = F1::configured, stable, meta(category = "classification"))]
#[derive(Clone, Debug, Default)]
pub struct F1 {
    average: Average,
    labels: BTreeMap<String, Counts>,
    examples: u64,
}

/// What the config of `f1` says.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, expecting = "a table, as { average = \"micro\" }")]
pub struct F1Config {
    /// How the figures of the labels become one.
    pub average: Average,
}

/// How the figures of the labels become one.
// `Serialize` is what puts the default into the JSON Schema
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Average {
    /// Each label weighs the same.
    #[default]
    Macro,
    /// Each example weighs the same: F1 of the sums over all labels.
    Micro,
    /// Each label weighs as often as it is the reference.
    Weighted,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    right: f64,
    predicted: f64,
    expected: f64,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.right / (self.predicted + self.expected)
    }
}

impl F1 {
    /// With an average of one's choice.
    #[must_use]
    pub fn with_average(average: Average) -> Self {
        Self { average, ..Self::default() }
    }

    /// As its config says.
    #[must_use]
    pub fn configured(config: F1Config) -> Self {
        Self::with_average(config.average)
    }

    fn counts(&mut self, label: &str) -> &mut Counts {
        self.labels.entry(label.to_owned()).or_default()
    }
}

impl Metric for F1 {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        let (prediction, reference) = (example.prediction()?, example.reference()?);
        self.counts(prediction).predicted += 1.0;
        self.counts(reference).expected += 1.0;
        if prediction == reference {
            self.counts(reference).right += 1.0;
        }
        self.examples += 1;
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        let labels = self.labels.values();
        match self.average {
            Average::Macro => ratio(labels.map(Counts::f1).sum(), self.labels.len() as u64),
            // each example is one prediction and one reference, so the sums' F1 is the share of right ones
            Average::Micro => ratio(labels.map(|counts| counts.right).sum(), self.examples),
            Average::Weighted => ratio(labels.map(|counts| counts.f1() * counts.expected).sum(), self.examples),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, score};

    // F1 of a: 4/5, of b: 2/4, of c (never predicted): 0, of d (never right): 0
    const PAIRS: [(&str, &str); 6] = [("a", "a"), ("a", "a"), ("b", "b"), ("b", "c"), ("a", "b"), ("d", "c")];

    #[test]
    fn macro_weighs_labels() {
        assert_close(score(F1::default(), &PAIRS), (0.8 + 0.5) / 4.0);
    }

    #[test]
    fn micro_weighs_examples() {
        assert_close(score(F1::with_average(Average::Micro), &PAIRS), 0.5);
    }

    #[test]
    fn weighted_weighs_references() {
        assert_close(score(F1::with_average(Average::Weighted), &PAIRS), (0.8 * 2.0 + 0.5 * 2.0) / 6.0);
    }

    #[test]
    fn nothing_has_no_score() {
        for average in [Average::Macro, Average::Micro, Average::Weighted] {
            assert_eq!(F1::with_average(average).finish(), Err(MetricError::NoExamples));
        }
    }
}
