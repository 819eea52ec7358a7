//! Hits on one thread, and on two at once.

use crate::pass::Contestant;
use crate::{Names, contestants};
use measuring::sample;
use std::sync::Barrier;
use std::thread;

/// So many that starting a thread is nothing.
const PASSES: usize = 6;

pub fn measure(names: &Names, rounds: usize) {
    let contestants = [contestants::ours(), contestants::hashbrown()];
    for _ in 0..rounds {
        for contestant in &contestants {
            for (what, threads) in [("alone", 1), ("two", 2)] {
                sample(what, contestant.name, on_threads(contestant, &names.hits, threads));
            }
        }
    }
}

/// Nanoseconds of processor time for each query: the mean of the threads.
fn on_threads(contestant: &Contestant, queries: &[String], threads: usize) -> f64 {
    let together = Barrier::new(threads);
    let work = || {
        contestant.time(queries, 1);
        together.wait();
        contestant.time(queries, PASSES)
    };
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().expect("nobody panics")).sum::<f64>() / threads as f64
    })
}
