use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", config)]
struct F1;
impl Metric for F1 {}

fn main() {}
