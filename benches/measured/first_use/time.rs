//! How long the first use takes; with `skip`, the same program without it.

mod contestant;

use measuring::{lines, sample, timed};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let names = lines(&format!("{}/registered.txt", arguments[0]));
    if arguments.get(1).is_some_and(|argument| argument == "skip") {
        return;
    }
    let mut count = 0;
    let time = timed(|| count = contestant::first_use(&names[0]));
    assert_eq!(count, names.len());
    sample("time", "first use", time);
}
