//! So many passes over the first queries and nothing else, for a program that counts instructions.

use crate::pass::{Contestant, pass};
use crate::{Names, contestants, key};
use api::METRICS;
use std::hint::black_box;

/// Valgrind is slow.
const QUERIES: usize = 4096;

pub fn run(names: &Names, what: &str, passes: usize) {
    let (hits, misses) = (&names.hits[..QUERIES], &names.misses[..QUERIES]);
    let one_pass: Box<dyn Fn()> = match what {
        "loop" => Box::new(|| pass(hits, |query| Some(black_box(query)))),
        "hit" => of(contestants::ours(), hits),
        "miss" => of(contestants::ours(), misses),
        "key" => {
            let keys = key::keys(hits);
            Box::new(move || pass(&keys, |key| METRICS.get_key(*key)))
        }
        "instance" => Box::new(|| pass(hits, |name| METRICS.instance(name).ok())),
        "create" => Box::new(|| pass(hits, |name| METRICS.create(name).ok())),
        "hashbrown hit" => of(contestants::hashbrown(), hits),
        "hashbrown miss" => of(contestants::hashbrown(), misses),
        other => panic!("unknown: {other}"),
    };
    (0..passes).for_each(|_| one_pass());
}

fn of(contestant: Contestant, queries: &[String]) -> Box<dyn Fn() + '_> {
    Box::new(move || (contestant.pass)(queries))
}
