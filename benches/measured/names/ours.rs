
/// The metric THE_NAME.
#[registry_core::register(kind = "metrics", name = "THE_NAME")]
#[derive(Default)]
pub struct MetricNUMBER {
    weight: f64,
}

impl Metric for MetricNUMBER {
    fn score(&self, right: u64, all: u64) -> f64 {
        self.weight * right as f64 / all as f64
    }
}
