//! `ppl`

use crate::ratio;
use evalkit_api::{Example, METRICS, Metric, MetricError};
use registry_core::register;

/// The perplexity: how many equally likely choices the model wavered between.
///
/// It is `exp(-mean(log_prob_of_label))`.
#[register(
    kind = "metrics",
    name = "ppl",
    stable,
    meta(category = "any", higher_is_better = false, compares = false, requires = &[COLUMN])
)]
#[derive(Clone, Debug, Default)]
pub struct Perplexity {
    log_probabilities: f64,
    examples: u64,
}

const COLUMN: &str = "log_prob_of_label";

impl Metric for Perplexity {
    fn update(&mut self, example: &Example<'_>) -> Result<(), MetricError> {
        let value = example.column(COLUMN)?;
        let log_probability = value.trim().parse().ok().filter(|number: &f64| number.is_finite());
        self.log_probabilities += log_probability.ok_or_else(|| MetricError::InvalidValue {
            column: COLUMN.to_owned(),
            value: value.to_owned(),
            expected: "a finite number",
        })?;
        self.examples += 1;
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        let mean = ratio(self.log_probabilities, self.examples)?;
        let perplexity = (-mean).exp();
        if perplexity.is_finite() {
            Ok(perplexity)
        } else {
            Err(MetricError::Undefined(format!("exp({}) is too large for a number", -mean)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::assert_close;
    use evalkit_api::Row;

    fn perplexity(values: &[&str]) -> Result<f64, MetricError> {
        let mut metric = Perplexity::default();
        for value in values {
            let row = Row::new(1, [(COLUMN.into(), (*value).to_owned())]);
            metric.update(&Example::new(&row, "prediction", "reference"))?;
        }
        metric.finish()
    }

    #[test]
    fn even_odds_are_two_choices() {
        let half = 0.5_f64.ln().to_string();
        assert_close(perplexity(&[&half, &half, &format!(" {half} ")]).unwrap(), 2.0);
    }

    #[test]
    fn what_is_no_finite_number_is_an_error() {
        for value in ["", "x", "nan", "-inf", "1e999"] {
            let error = perplexity(&["-0.5", value]).unwrap_err();
            assert!(error.to_string().contains("not a finite number"), "{error}");
        }
        assert!(perplexity(&["-1000"]).is_err());
        assert_eq!(perplexity(&[]), Err(MetricError::NoExamples));
    }

    #[test]
    fn a_missing_column_is_an_error() {
        let row = Row::new(1, []);
        let error = Perplexity::default().update(&Example::new(&row, "prediction", "reference")).unwrap_err();
        assert_eq!(error, MetricError::MissingColumn { column: COLUMN.to_owned() });
    }
}
