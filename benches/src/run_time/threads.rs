//! Lookups on two threads at once.

use super::{HASHBROWN, NAMES, OURS};
use crate::effort::Effort;
use crate::measured::Workspace;
use crate::section::{Goal, Section, Table};
use std::error::Error;

const METHOD: &str = "
Hits among 1,000 names: one thread alone, and two at once, which start together. Each thread counts its own time on a processor, so that
what else runs on the machine does not matter; the time of two is the mean of both. Readers take no lock and write nothing that
others read, so a second one should cost nothing; noise is why the goal is 1.1. Where other programs keep the processors busy,
both rows rise: run it again.";

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let (processes, rounds) = effort.of((1, "11"), (5, "21"));
    let samples = workspace.lookup(NAMES, "threads", processes, rounds)?;
    let ratio = |name: &str| samples.ratio(("two", name), ("alone", name));
    let row = |name: &str| {
        let [alone, two] = ["alone", "two"].map(|what| format!("{:.1} ns", samples.median(what, name)));
        vec![name.to_owned(), alone, two, format!("{:.2}", ratio(name))]
    };
    let header = ["hit", "one thread", "two threads, each", "two by one"].map(str::to_owned).to_vec();
    Ok(Section {
        title: "Lookups on two threads",
        method: METHOD.to_owned(),
        tables: vec![Table { caption: String::new(), header, rows: [OURS, HASHBROWN].map(row).to_vec() }],
        plots: Vec::new(),
        goals: vec![Goal {
            what: "hit on two threads, by one alone".to_owned(),
            at_most: 1.1,
            measured: ratio(OURS),
            digits: 2,
        }],
    })
}
