//! How long the first use takes; with `skip`, the same program without it.

mod contestant;

use measuring::{lines, processor_time, sample, timed};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names = lines(&format!("{}/registered.txt", arguments[0]));
    if arguments.get(1).is_some_and(|argument| argument == "skip") {
        return;
    }
    // the first use of the clock is not what is measured
    processor_time();
    let (mut found, mut count) = (false, 0);
    let first = timed(|| found = contestant::find(&names[0]));
    let listing = timed(|| count = contestant::list());
    assert!(found && count == names.len());
    sample("time", "first use", first);
    sample("time", "with a listing", first + listing);
}
