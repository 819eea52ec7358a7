use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

#[register(kind = "metrics")]
#[derive(Default)]
struct F1;
impl Metric for F1 {}

#[register(kind = "metrics", name = "f1")]
#[derive(Default)]
struct Other;
impl Metric for Other {}

fn main() {}
