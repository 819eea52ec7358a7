//! `evalkit registry check` in a program with a metric that should be gone by now.

registry_core::link!(evalkit_metrics, evalkit_loaders);

use evalkit::Error;
use evalkit_api::registry_core::register;
use evalkit_api::{Example, METRICS, Metric, MetricError};

#[register(kind = "metrics", deprecated(note = "use `f1`", remove_in = "0.1"), meta(category = "any"))]
#[derive(Default)]
struct F0;

impl Metric for F0 {
    fn update(&mut self, _: &Example<'_>) -> Result<(), MetricError> {
        Ok(())
    }

    fn finish(&self) -> Result<f64, MetricError> {
        Err(MetricError::NoExamples)
    }
}

#[test]
fn it_is_reported_with_exit_code_1() {
    let error = evalkit::run(["evalkit", "registry", "check"]).unwrap_err();
    let text = error.to_string();
    let Error::Registries(outcome) = error else { panic!("{text}") };
    assert_eq!((outcome.code, outcome.complaint.as_str()), (1, ""));
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with("unhealthy::F0 at ") && lines[0].contains("in 0.1: remove it"), "{text}");
    assert_eq!(lines[1..], ["1 problem in 2 registries with 10 entries"]);
}
