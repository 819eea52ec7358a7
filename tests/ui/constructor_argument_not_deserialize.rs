use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

struct Weight;

#[register(kind = "metrics", new = F1::build)]
struct F1;
impl Metric for F1 {}
impl F1 {
    fn build(_weight: Weight) -> Self {
        F1
    }
}

fn main() {}
