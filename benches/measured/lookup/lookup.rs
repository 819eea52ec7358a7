//! Hits and misses of all contestants, in turns.

use crate::{Names, QUERIES, contestants};
use measuring::sample;

/// After how many passes everything is in the caches again that the turns of the others drove out.
fn settling(queries: &[String]) -> usize {
    // what does not fit into the cache of a core comes back slowly
    if queries.len() > QUERIES { 12 } else { 1 }
}

pub fn measure(names: &Names, rounds: usize) {
    let contestants = contestants::all();
    for contestant in &contestants {
        contestant.check(&names.registered, &names.missing);
    }
    for round in 0..rounds {
        for turn in 0..contestants.len() {
            let contestant = &contestants[(round + turn) % contestants.len()];
            for (what, queries) in [("hit", &names.hits), ("miss", &names.misses)] {
                sample(&format!("{what} at first"), contestant.name, contestant.time(queries, 1));
                contestant.time(queries, settling(queries));
                sample(what, contestant.name, contestant.time(queries, 1));
            }
        }
    }
}
