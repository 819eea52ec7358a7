//! So many passes over the first queries and nothing else, for a program that counts instructions.

use crate::pass::pass;
use crate::{Names, contestants};
use std::hint::black_box;

/// Valgrind is slow.
const QUERIES: usize = 4096;

pub fn run(names: &Names, what: &str, passes: usize) {
    let (hits, misses) = (&names.hits[..QUERIES], &names.misses[..QUERIES]);
    let (queries, contestant) = match what {
        "loop" => (hits, None),
        "hit" => (hits, Some(contestants::ours())),
        "miss" => (misses, Some(contestants::ours())),
        "hashbrown hit" => (hits, Some(contestants::hashbrown())),
        "hashbrown miss" => (misses, Some(contestants::hashbrown())),
        other => panic!("unknown: {other}"),
    };
    for _ in 0..passes {
        match &contestant {
            Some(contestant) => (contestant.pass)(queries),
            None => pass(queries, |query| Some(black_box(query))),
        }
    }
}
