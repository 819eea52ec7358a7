use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

const NAME: &str = "f 1";

#[register(kind = "metrics", name = NAME)]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

fn main() {}
