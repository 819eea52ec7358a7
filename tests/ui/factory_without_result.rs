use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", factory)]
fn f1() {}

fn main() {}
