//! What the tests of all metrics need.

use evalkit_api::{Example, Metric, Row};

/// The score of pairs of prediction and reference.
pub(crate) fn score(mut metric: impl Metric, pairs: &[(&str, &str)]) -> f64 {
    for (prediction, reference) in pairs {
        let columns = [("prediction".into(), (*prediction).to_owned()), ("reference".into(), (*reference).to_owned())];
        metric.update(&Example::new(&Row::new(1, columns), "prediction", "reference")).unwrap();
    }
    metric.finish().unwrap()
}

/// Fails unless the two are equal to nine digits.
#[track_caller]
pub(crate) fn assert_close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() < 1e-9, "{actual} is not {expected}");
}
