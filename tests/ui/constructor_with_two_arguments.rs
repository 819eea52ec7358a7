use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", new = F1::new)]
struct F1;
impl Metric for F1 {}

impl F1 {
    fn new(_beta: f64, _average: String) -> Self {
        Self
    }
}

fn main() {}
