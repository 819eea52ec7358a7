//! Metrics with a key of their own in the result, each.

use crate::evaluation::MetricSpec;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;

/// Reads the metrics; the second of two with the same key is wrong.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MetricSpec>, D::Error> {
    deserializer.deserialize_seq(Metrics)
}

struct Metrics;

impl<'de> Visitor<'de> for Metrics {
    type Value = Vec<MetricSpec>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of metrics")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut metrics = Vec::new();
        while let Some(metric) = items.next_element_seed(Next { before: &metrics })? {
            metrics.push(metric);
        }
        Ok(metrics)
    }
}

/// The metric after those before it.
struct Next<'m> {
    before: &'m [MetricSpec],
}

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = MetricSpec;

    // as a newtype, so that the error stands at this metric and not at the list
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<MetricSpec, D::Error> {
        deserializer.deserialize_newtype_struct("Metric", self)
    }
}

impl<'de> Visitor<'de> for Next<'_> {
    type Value = MetricSpec;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a metric")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<MetricSpec, D::Error> {
        let metric = MetricSpec::deserialize(deserializer)?;
        match known_key(&metric) {
            Some(key) if self.before.iter().any(|other| known_key(other) == Some(key)) => {
                Err(D::Error::custom(format_args!(
                    "another metric has the key {key:?} in the result; give one of them another key with `as`"
                )))
            }
            _ => Ok(metric),
        }
    }
}

/// The key in the result, if there is such a metric: otherwise that is what is wrong.
fn known_key(metric: &MetricSpec) -> Option<&str> {
    metric.entry().ok().map(|_| metric.extra().key(metric.name()))
}
