//! One contestant's turn: every query once.

use measuring::timed;
use std::hint::black_box;

pub struct Contestant {
    pub name: &'static str,
    pub pass: Box<Pass>,
    name_found: Box<NameFound>,
}

type Pass = dyn Fn(&[String]) + Sync;
type NameFound = dyn Fn(&str) -> Option<&'static str> + Sync;

impl Contestant {
    /// `name_of` is for the check alone, outside of the clock.
    pub fn new<T>(
        name: &'static str,
        lookup: impl Fn(&str) -> Option<T> + Copy + Sync + 'static,
        name_of: impl Fn(T) -> &'static str + Sync + 'static,
    ) -> Self {
        Self {
            name,
            pass: Box::new(move |queries| pass(queries, |query: &String| lookup(query))),
            name_found: Box::new(move |name| lookup(name).map(&name_of)),
        }
    }

    /// Whether it finds all that is registered, and nothing that is missing.
    pub fn check(&self, registered: &[String], missing: &[String]) {
        for name in registered {
            assert_eq!((self.name_found)(name), Some(name.as_str()), "{}", self.name);
        }
        for name in missing {
            assert_eq!((self.name_found)(name), None, "{}", self.name);
        }
    }

    /// Nanoseconds for each query.
    pub fn time(&self, queries: &[String], passes: usize) -> f64 {
        let work = || (0..passes).for_each(|_| (self.pass)(queries));
        timed(work) / (queries.len() * passes) as f64
    }
}

#[inline(never)]
pub fn pass<'q, Q, T>(queries: &'q [Q], lookup: impl Fn(&'q Q) -> Option<T>) {
    for query in queries {
        black_box(lookup(query));
    }
}
