//! `exact_match`

use crate::ratio;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;

/// The share of predictions that are the reference, letter by letter.
#[register(kind = "metrics", name = "exact_match", stable, meta(category = "any"))]
#[derive(Clone, Debug, Default)]
pub struct ExactMatch {
    equal: f64,
    examples: u64,
}

impl Metric for ExactMatch {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        if example.prediction()? == example.reference()? {
            self.equal += 1.0;
        }
        self.examples += 1;
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        ratio(self.equal, self.examples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assert_close, score};

    #[test]
    fn case_and_space_count() {
        let pairs = [("a b", "a b"), ("A b", "a b"), ("a b ", "a b"), ("", "")];
        assert_close(score(ExactMatch::default(), &pairs), 0.5);
    }

    #[test]
    fn nothing_has_no_score() {
        assert_eq!(ExactMatch::default().finish(), Err(MetricError::NoExamples));
    }
}
