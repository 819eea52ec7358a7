use registry_core::{Registry, register, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

fn main() {
    let name = "f1";
    let _ = registry_core::entry!(METRICS, name);
}
