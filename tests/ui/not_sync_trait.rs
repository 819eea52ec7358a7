use registry_core::{Registry, registry};

pub trait Metric {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

fn main() {}
