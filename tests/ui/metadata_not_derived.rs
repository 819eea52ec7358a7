use registry_core::{Registry, registry};

pub trait Metric: Send + Sync {}

pub struct MetricInfo {
    pub category: &'static str,
}

#[registry]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

fn main() {}
