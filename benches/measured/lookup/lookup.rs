//! Hits and misses of all contestants, in turns.

use crate::{Names, contestants};
use measuring::sample;

pub fn measure(names: &Names, rounds: usize) {
    let contestants = contestants::all();
    for contestant in &contestants {
        contestant.check(&names.registered, &names.missing);
    }
    for round in 0..rounds {
        for turn in 0..contestants.len() {
            let contestant = &contestants[(round + turn) % contestants.len()];
            for (what, queries) in [("hit", &names.hits), ("miss", &names.misses)] {
                // what the last one's turn has driven out of the caches comes back first
                contestant.time(queries, 1);
                sample(what, contestant.name, contestant.time(queries, 1));
            }
        }
    }
}
