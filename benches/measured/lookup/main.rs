//! Lookups of the names that are linked with this program, which are also in the folder that the second argument names.

mod contestants;
mod instance;
mod instructions;
mod key;
mod lookup;
mod pass;
mod threads;

use by_hand_names as _;
use measuring::{lines, queries};
use ours as _;
#[cfg(feature = "few")]
use scattered_names as _;

/// The branch predictor learns the order of a few thousand.
const QUERIES: usize = 65_536;

/// What is looked up.
struct Names {
    registered: Vec<String>,
    missing: Vec<String>,
    hits: Vec<String>,
    misses: Vec<String>,
}

impl Names {
    fn read(folder: &str) -> Self {
        let registered = lines(&format!("{folder}/registered.txt"));
        let missing = lines(&format!("{folder}/missing.txt"));
        let [hits, misses] = [&registered, &missing].map(|names| queries(names, QUERIES));
        Self { registered, missing, hits, misses }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder, rest @ ..] = arguments.as_slice() else { panic!("what to measure, and where the names are") };
    let names = Names::read(folder);
    let number = || rest.last().and_then(|number| number.parse().ok()).expect("how often");
    match what.as_str() {
        "lookup" => lookup::measure(&names, number()),
        "key" => key::measure(&names, number()),
        "threads" => threads::measure(&names, number()),
        "instance" => instance::measure(&names, number()),
        "instructions" => instructions::run(&names, &rest[0], number()),
        other => panic!("unknown: {other}"),
    }
}
