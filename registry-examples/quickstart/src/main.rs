//! One trait, one registry, two components that nothing lists.

use registry_core::{Metadata, Registry, register, registry};

/// Compares predictions with labels.
pub trait Metric: Send + Sync {
    /// The score, from 0 to 1.
    fn score(&self, predictions: &[i64], labels: &[i64]) -> f64;
}

/// What a metric says about itself.
#[derive(Metadata)]
pub struct MetricInfo {
    /// Which task it is for.
    #[metadata(required)]
    pub category: &'static str,
    /// Whether more is better.
    #[metadata(default = true)]
    pub higher_is_better: bool,
}

/// Evaluation metrics.
#[registry(kind = "metrics")]
pub static METRICS: Registry<dyn Metric, MetricInfo>;

/// The share of predictions that are right.
#[register(kind = "metrics", meta(category = "classification"))]
#[derive(Default)]
pub struct Accuracy;

impl Metric for Accuracy {
    fn score(&self, predictions: &[i64], labels: &[i64]) -> f64 {
        let right = predictions.iter().zip(labels).filter(|(prediction, label)| prediction == label).count();
        right as f64 / labels.len() as f64
    }
}

/// The share of predictions that are wrong.
#[register(kind = "metrics", name = "error_rate", meta(category = "classification", higher_is_better = false))]
#[derive(Default)]
pub struct Wrong;

impl Metric for Wrong {
    fn score(&self, predictions: &[i64], labels: &[i64]) -> f64 {
        1.0 - Accuracy.score(predictions, labels)
    }
}

fn main() -> Result<(), registry_core::Error> {
    for entry in METRICS.iter() {
        let score = entry.instance()?.score(&[1, 2, 3, 1], &[1, 2, 0, 1]);
        println!("{:12} {score:.2}  {} ({})", entry.name(), entry.docs(), entry.meta().category);
    }
    let own: Box<dyn Metric> = METRICS.create("accuracy")?;
    assert!(own.score(&[1], &[1]) > 0.99);
    METRICS.instance("acuracy")?; // ends with an error that names the nearest
    Ok(())
}
