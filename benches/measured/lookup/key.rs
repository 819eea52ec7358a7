//! Hits with keys and with plain names, in turns: of names that stand in the code, and of names that come from elsewhere.

use crate::Names;
use crate::pass::pass;
use api::METRICS;
use measuring::{sample, timed};
use registry_core::Key;
use std::hint::black_box;

macro_rules! in_code {
    ($($name:literal)*) => {
        const NAMES: &[&str] = &[$($name),*];

        #[inline(never)]
        fn by_key() {
            $(black_box(METRICS.get_key(const { Key::new($name) }));)*
        }

        /// The compiler does not see the names, so that it hashes none of them.
        #[inline(never)]
        fn by_name() {
            $(black_box(METRICS.get(black_box($name)));)*
        }

        fn check() {
            $(assert_eq!(METRICS.get_key(const { Key::new($name) }).map(|entry| entry.name()), Some($name));)*
        }
    };
}

// some of the names that are registered
include!("in_code.rs");

/// So often in one go.
const PASSES: usize = 1000;

pub fn measure(names: &Names, rounds: usize) {
    check();
    let keys = keys(&names.hits);
    for key in &keys {
        assert_eq!(METRICS.get_key(*key).map(|entry| entry.name()), Some(key.name()));
    }
    for _ in 0..rounds {
        again("get", by_name);
        again("get_key", by_key);
        each("get, elsewhere", &names.hits, |names| pass(names, |name| METRICS.get(name)));
        each("get_key, elsewhere", &keys, |keys| pass(keys, |key| METRICS.get_key(*key)));
    }
}

pub fn keys(names: &[String]) -> Vec<Key<'_>> {
    names.iter().map(|name| Key::new(name)).collect()
}

fn again(what: &str, one_pass: fn()) {
    one_pass();
    sample("time", what, timed(|| (0..PASSES).for_each(|_| one_pass())) / (PASSES * NAMES.len()) as f64);
}

fn each<Q>(what: &str, queries: &[Q], one_pass: impl Fn(&[Q])) {
    one_pass(queries);
    sample("time", what, timed(|| one_pass(queries)) / queries.len() as f64);
}
