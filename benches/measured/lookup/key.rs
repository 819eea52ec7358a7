//! Hits with keys that are made before, and with plain names, in turns.

use crate::Names;
use crate::pass::pass;
use api::METRICS;
use measuring::{sample, timed};
use registry_core::Key;

pub fn measure(names: &Names, rounds: usize) {
    let keys = keys(&names.hits);
    for key in &keys {
        assert_eq!(METRICS.get_key(*key).map(|entry| entry.name()), Some(key.name()));
    }
    for _ in 0..rounds {
        each("get", &names.hits, |names| pass(names, |name| METRICS.get(name)));
        each("get_key", &keys, |keys| pass(keys, |key| METRICS.get_key(*key)));
    }
}

pub fn keys(names: &[String]) -> Vec<Key<'_>> {
    names.iter().map(|name| Key::new(name)).collect()
}

fn each<Q>(what: &str, queries: &[Q], one_pass: impl Fn(&[Q])) {
    one_pass(queries);
    sample("time", what, timed(|| one_pass(queries)) / queries.len() as f64);
}
