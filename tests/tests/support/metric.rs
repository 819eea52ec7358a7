//! What the tests of registries at run time register.

#![allow(dead_code, reason = "each test uses a part")]

use registry_core::Registry;
use std::sync::Arc;

pub trait Metric: Send + Sync {
    fn score(&self) -> u32;
}

pub struct Fixed(pub u32);

impl Metric for Fixed {
    fn score(&self) -> u32 {
        self.0
    }
}

pub fn fixed(score: u32) -> Arc<dyn Metric> {
    Arc::new(Fixed(score))
}

pub fn score(registry: &Registry<dyn Metric>, name: &str) -> u32 {
    registry.instance(name).unwrap().score()
}
