//! The shared instance of a component, and one of the caller's own.

use super::NAMES;
use crate::effort::Effort;
use crate::measured::Workspace;
use crate::section::{Goal, Section, Table};
use std::error::Error;

const METHOD: &str = "
`METRICS.instance(name)` when the instance exists already, and `METRICS.create(name)`, which makes a new one in a `Box`, among 1,000 names.
\"By hand\" is a `get` and a call of a function pointer that makes the same box, and that is known when the entry was read. In `create` an
error can come out, which is told by its type; noise is why its goal is 1.05.";

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let (processes, rounds) = effort.of((1, "21"), (7, "31"));
    let samples = workspace.lookup(NAMES, "instance", processes, rounds)?;
    let row = |name: &'static str, what: &str, by: &'static str| {
        let ratio = format!("{:.2}", samples.ratio(("time", name), ("time", by)));
        let peer = format!("{:.1} ns", samples.median("time", by));
        vec![what.to_owned(), format!("{:.1} ns", samples.median("time", name)), peer, ratio]
    };
    let rows = vec![
        row("instance", "`instance`, by `get`", "get"),
        row("create", "`create`, by hand", "by hand"),
        row("create", "`create`, by hand, known before", "by hand, known before"),
    ];
    let goal = |what: &str, name, by, at_most| Goal {
        what: what.to_owned(),
        at_most,
        measured: samples.ratio(("time", name), ("time", by)),
        digits: 2,
    };
    Ok(Section {
        title: "Instances",
        method: METHOD.to_owned(),
        tables: vec![Table {
            caption: String::new(),
            header: ["what", "time", "the other's time", "ratio"].map(str::to_owned).to_vec(),
            rows,
        }],
        plots: Vec::new(),
        goals: vec![
            goal("`instance` after the first, by `get`", "instance", "get", 1.3),
            goal("`create`, by `get`, constructor and box by hand", "create", "by hand", 1.05),
        ],
    })
}
