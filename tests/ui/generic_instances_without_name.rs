use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics", types(f32, f64))]
#[derive(Default)]
struct Norm<T>(T);
impl<T: Send + Sync> Metric for Norm<T> {}

fn main() {}
