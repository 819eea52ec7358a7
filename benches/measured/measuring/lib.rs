//! The clock, the queries, and how a sample is told to the program that asked for it.

use rustix::time::{ClockId, clock_gettime};
use std::fs;

/// How long this thread was on a processor, in nanoseconds.
pub fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

pub fn timed(work: impl FnOnce()) -> f64 {
    let start = processor_time();
    work();
    processor_time() - start
}

/// One line for each: it is read by the program that started this one.
pub fn sample(what: &str, contestant: &str, value: f64) {
    println!("{what}\t{contestant}\t{value}");
}

/// The lines of a file.
pub fn lines(path: &str) -> Vec<String> {
    fs::read_to_string(path).expect("the file was written before").lines().map(str::to_owned).collect()
}

/// `names` in an order of their own, again and again until there are as many as `at_least`: a short list would be learned by the branch
/// predictor. Each is a string of its own, so no pointer is that of a key.
pub fn queries(names: &[String], at_least: usize) -> Vec<String> {
    let mut random = Random(names.len() as u64);
    let mut queries = Vec::new();
    while queries.len() < at_least {
        let mut order: Vec<usize> = (0..names.len()).collect();
        for place in (1..order.len()).rev() {
            order.swap(place, random.below(place + 1));
        }
        queries.extend(order.into_iter().map(|place| names[place].clone()));
    }
    queries
}

/// The generator `splitmix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}
