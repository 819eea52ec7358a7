use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

struct F1;

impl F1 {
    #[register(kind = "metrics")]
    fn method(&self) {}
}

fn main() {}
