use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

struct F1;
impl Metric for F1 {}

#[register(kind = "metrics", factory, config)]
fn f1(_beta: f64) -> F1 {
    F1
}

fn main() {}
