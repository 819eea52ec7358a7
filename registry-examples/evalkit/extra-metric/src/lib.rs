//! A metric of another team. Its only dependency is `evalkit-api`, and nothing in the other crates knows of it.

use evalkit_api::registry_core::register;
use evalkit_api::{Example, METRICS, Metric, MetricError};

/// The mean number of letters in a prediction for each letter in its reference.
#[register(
    kind = "metrics",
    name = "length_ratio",
    meta(category = "text"),
    crate = evalkit_api::registry_core
)]
#[derive(Clone, Debug, Default)]
pub struct LengthRatio {
    predicted: f64,
    expected: f64,
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn letters(text: &str) -> f64 {
    text.chars().count() as f64
}

impl Metric for LengthRatio {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        self.predicted += letters(example.prediction()?);
        self.expected += letters(example.reference()?);
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        if self.expected > 0.0 { Ok(self.predicted / self.expected) } else { Err(MetricError::NoExamples) }
    }
}
