//! How long the first use takes, with so many bytes on the heap before; with `skip`, the same program without it.

mod contestant;

use measuring::{lines, processor_time, sample, timed};
use std::hint::black_box;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names = lines(&format!("{}/registered.txt", arguments[0]));
    let before = match arguments.get(1).map(String::as_str) {
        Some("skip") => return,
        bytes => bytes.map_or(0, |bytes| bytes.parse().expect("a number of bytes")),
    };
    black_box(Vec::<u8>::with_capacity(before).leak());
    // the first use of the clock is not what is measured
    processor_time();
    let (mut found, mut count) = (false, 0);
    let first = timed(|| found = contestant::find(&names[0]));
    let listing = timed(|| count = contestant::list());
    assert!(found && count == names.len());
    sample("time", "first use", first);
    sample("time", "with a listing", first + listing);
}
