use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

struct F1;

#[register(kind = "metrics")]
impl F1 {}

fn main() {}
