use registry_core::config::Spec;
use registry_core::{Registry, registry};

pub trait Metric: Send + Sync {}

#[registry]
pub static METRICS: Registry<dyn Metric>;

pub struct Evaluation {
    pub metric: Spec<dyn Metric>,
}

fn main() {}
