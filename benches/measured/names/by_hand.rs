
/// The metric THE_NAME.
#[derive(Default)]
pub struct MetricNUMBER {
    weight: f64,
}

impl Metric for MetricNUMBER {
    fn score(&self, right: u64, all: u64) -> f64 {
        self.weight * right as f64 / all as f64
    }
}

inventory::submit! {
    Entry {
        name: "THE_NAME",
        create: || Box::new(MetricNUMBER::default()),
        docs: "The metric THE_NAME.",
        module: module_path!(),
        item: "MetricNUMBER",
        file: file!(),
        line: line!(),
        package: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
    }
}
