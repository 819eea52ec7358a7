//! What the index of a registry takes of the heap.

use super::number;
use crate::effort::Effort;
use crate::measured::{Samples, Workspace};
use crate::report::thousands;
use crate::section::{Goal, Section, Table};
use std::error::Error;

const METHOD: &str = "
Bytes of the heap for each entry after the first `get`, as an allocator counts them; how many it was for a moment while the index was
built; and after a listing of all, whose order is kept. \"By hand\" is the sorted `Vec` and the `HashMap` of the section before. Entries themselves are part of the program, and not of the heap.";

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let (mut rows, mut goals) = (Vec::new(), Vec::new());
    for size in effort.sizes().iter().copied().filter(|size| *size >= 100) {
        let ours = of(&workspace, "first-use-ours", size)?;
        let by_hand = of(&workspace, "first-use-by-hand", size)?;
        let cells = [ours, by_hand].concat().into_iter().map(|bytes| format!("{bytes:.1} B"));
        rows.push([thousands(size)].into_iter().chain(cells).collect());
        let what = format!("bytes of the heap for each of {} entries", thousands(size));
        goals.push(Goal { what, at_most: 48.0, measured: ours[0], digits: 1 });
    }
    let header = ["names", "ours", "at the peak", "after a listing", "by hand", "at the peak", "after a listing"]
        .map(str::to_owned)
        .to_vec();
    Ok(Section {
        title: "Memory",
        method: METHOD.to_owned(),
        tables: vec![Table { caption: String::new(), header, rows }],
        plots: Vec::new(),
        goals,
    })
}

/// Bytes for each name: to stay, at the peak, and after a listing.
fn of(workspace: &Workspace, contestant: &str, size: usize) -> Result<[f64; 3], Box<dyn Error>> {
    let package = format!("{contestant}-{size}");
    let program = workspace.build(&package)?.join(format!("{package}-memory"));
    let mut samples = Samples::default();
    samples.run(&program, [workspace.names(size)])?;
    Ok(["stays", "peak", "listed"].map(|what| samples.median(what, "bytes") / number(size)))
}
