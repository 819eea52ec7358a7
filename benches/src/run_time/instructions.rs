//! How many instructions a lookup is, which does not depend on the machine's load.

use super::NAMES;
use crate::effort::Effort;
use crate::measured::Workspace;
use crate::section::{Section, Table};
use crate::valgrind;
use std::error::Error;

const METHOD: &str = "
Instructions of one lookup among 1,000 names, as `callgrind` counts them: the difference between a run with some and a run with twice as
many. The loop around it is counted with it. Instructions say nothing of waiting for memory, but they are the same in each run.";

/// What is shown, and how the measured program names it.
const LOOKUPS: [(&str, &str); 8] = [
    ("`get`, hit", "hit"),
    ("`get`, miss", "miss"),
    ("`get_key`, hit", "key"),
    ("`instance`, hit", "instance"),
    ("`create`, hit, with the allocation", "create"),
    ("hashbrown + foldhash, hit", "hashbrown hit"),
    ("hashbrown + foldhash, miss", "hashbrown miss"),
    ("the loop alone", "loop"),
];

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let mut rows = Vec::new();
    for (title, what) in LOOKUPS {
        rows.push(vec![title.to_owned(), format!("{:.1}", of(&workspace, what)?)]);
    }
    Ok(Section {
        title: "Instructions of a lookup",
        method: METHOD.to_owned(),
        tables: vec![Table {
            caption: String::new(),
            header: ["lookup", "instructions"].map(str::to_owned).to_vec(),
            rows,
        }],
        plots: Vec::new(),
        goals: Vec::new(),
    })
}

/// Instructions of one lookup.
pub(crate) fn of(workspace: &Workspace, what: &str) -> Result<f64, Box<dyn Error>> {
    /// A pass of the measured program.
    const QUERIES: f64 = 4096.0;
    let package = format!("lookup-{NAMES}");
    let program = workspace.build(&package)?.join(&package);
    let names = workspace.names(NAMES).display().to_string();
    let passes = |passes: &str| valgrind::instructions(&program, &["instructions", &names, what, passes]);
    Ok((passes("20")? - passes("10")?) / (10.0 * QUERIES))
}
