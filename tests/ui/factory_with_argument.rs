use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", factory)]
fn f1(weight: f64) -> F1 {
    F1(weight)
}
struct F1(f64);
impl Metric for F1 {}

fn main() {}
