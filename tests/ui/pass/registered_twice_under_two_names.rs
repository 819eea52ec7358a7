use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", name = "f1")]
#[register(kind = "metrics", name = "f1_score")]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

fn main() {
    assert_eq!(METRICS.names().collect::<Vec<_>>(), ["f1", "f1_score"]);
}
