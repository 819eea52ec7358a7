//! What is registered with, by every crate of names.

use registry_core::{Registry, registry};

pub trait Metric: Send + Sync {
    fn score(&self, right: u64, all: u64) -> f64;
}

/// Evaluation metrics.
#[registry(kind = "metrics")]
pub static METRICS: Registry<dyn Metric>;
