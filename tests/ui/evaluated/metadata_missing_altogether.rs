use registry_core::{Metadata, Registry, register, registry};

pub trait Metric: Send + Sync {}

#[derive(Metadata)]
pub struct MetricInfo {
    #[metadata(required)]
    pub category: &'static str,
    pub higher_is_better: bool,
}

#[registry]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

#[register(kind = "metrics")]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

fn main() {}
