use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

struct Weight;

#[register(kind = "metrics", factory)]
fn f1(_weight: Weight) -> F1 {
    F1
}
struct F1;
impl Metric for F1 {}

fn main() {}
