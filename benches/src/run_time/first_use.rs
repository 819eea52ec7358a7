//! The first use of a registry, which builds its index.

use super::number;
use crate::effort::Effort;
use crate::measured::{Samples, Workspace};
use crate::report::thousands;
use crate::section::{Axis, Goal, Line, Plot, Section, Table};
use crate::valgrind;
use std::error::Error;
use std::path::Path;

const METHOD: &str = "
The first `get` of a process, which builds the index, and the same with a listing of all entries after it: the index of a registry is
sorted when it is listed, because many programs never do. \"By hand\" is a program that submits the same
names to `inventory`, with an entry of the same fields; at the first use it collects them into a `Vec` that is sorted by name and
into a `HashMap`, then finds one and lists all: both are there at once. Both are started again and again, in turns; the time is that of the thread on a
processor. Where the heap ends within a page decides how many new pages the first use touches, each of which takes as long as fifteen
names: so that none has the luck, each round has it elsewhere. Programs are copies of what the linker wrote, as if installed.
Instructions are counted by `callgrind`, less those of the same program without the first use. They decide whether it is
linear: by time, each of many names costs more on either side, because the caches no longer hold them.";

/// Bytes of a page on most machines: as far as the end of the heap is moved in rounds.
const PAGE: usize = 4096;

/// By so many bytes from one round to the next: it comes to each multiple of 16 before the first one again.
const HEAP_STEP: usize = 272;

/// Ours, and by hand.
const CONTESTANTS: [&str; 2] = ["first-use-ours", "first-use-by-hand"];

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let mut measured = Vec::new();
    for size in effort.sizes().iter().copied().filter(|size| *size >= 100) {
        measured.push(FirstUse::measure(&workspace, size, effort)?);
    }
    Ok(Section {
        title: "First use",
        method: METHOD.to_owned(),
        tables: vec![table(&measured)],
        plots: vec![plot(&measured)],
        goals: goals(&measured),
    })
}

struct FirstUse {
    size: usize,
    /// Nanoseconds: ours, and by hand.
    times: [f64; 2],
    ratio: f64,
    listing_ratio: f64,
    instructions: [f64; 2],
}

impl FirstUse {
    fn measure(workspace: &Workspace, size: usize, effort: Effort) -> Result<Self, Box<dyn Error>> {
        let names = workspace.names(size);
        let mut programs = Vec::new();
        for contestant in CONTESTANTS {
            let package = format!("{contestant}-{size}");
            let program = workspace.build(&package)?.join(format!("{package}-time"));
            programs.push(workspace.installed(&program)?);
        }
        let mut samples = [Samples::default(), Samples::default()];
        // a process with few names is soon over, and varies more
        let rounds = effort.of(15, if size > 1_000 { 31 } else { 301 });
        let names = names.display().to_string();
        for round in 0..rounds {
            let before = (round * HEAP_STEP % PAGE).to_string();
            for (program, samples) in programs.iter().zip(&mut samples) {
                samples.run(program, [&names, &before])?;
            }
        }
        let [ours, by_hand] = samples;
        Ok(Self {
            size,
            times: [&ours, &by_hand].map(|samples| samples.median("time", "first use")),
            ratio: ours.ratio_to(&by_hand, ("time", "first use")),
            listing_ratio: ours.ratio_to(&by_hand, ("time", "with a listing")),
            instructions: [counted(&programs[0], &names)?, counted(&programs[1], &names)?],
        })
    }

    fn each(&self) -> [f64; 2] {
        self.times.map(|time| time / number(self.size))
    }
}

fn counted(program: &Path, names: &str) -> Result<f64, Box<dyn Error>> {
    Ok(valgrind::instructions(program, &[names])? - valgrind::instructions(program, &[names, "skip"])?)
}

fn table(measured: &[FirstUse]) -> Table {
    let row = |first: &FirstUse| {
        let [ours, by_hand] = first.times.map(|time| format!("{:.1} µs", time / 1e3));
        let [our_each, by_hand_each] = first.each().map(|time| format!("{time:.0} ns"));
        let [our_instructions, by_hand_instructions] = first.instructions;
        vec![
            thousands(first.size),
            ours,
            by_hand,
            format!("{:.2}", first.ratio),
            format!("{:.2}", first.listing_ratio),
            our_each,
            by_hand_each,
            format!("{:.0}", our_instructions / number(first.size)),
            format!("{:.2}", our_instructions / by_hand_instructions),
        ]
    };
    let header = [
        "names",
        "ours",
        "by hand",
        "ratio",
        "ratio with a listing",
        "ours, each",
        "by hand, each",
        "ours, instructions each",
        "instructions, ratio",
    ];
    Table {
        caption: String::new(),
        header: header.map(str::to_owned).to_vec(),
        rows: measured.iter().map(row).collect(),
    }
}

fn plot(measured: &[FirstUse]) -> Plot {
    let line = |name: &str, place: usize| Line {
        name: name.to_owned(),
        points: measured.iter().map(|first| (number(first.size), first.each()[place])).collect(),
    };
    Plot {
        name: "first-use",
        title: "First use, for each name".to_owned(),
        x: Axis { title: "names", logarithmic: true },
        y: Axis { title: "nanoseconds for each name", logarithmic: false },
        lines: vec![line("registry-core", 0), line("Vec and HashMap by hand", 1)],
    }
}

fn goals(measured: &[FirstUse]) -> Vec<Goal> {
    let mut goals: Vec<Goal> = measured
        .iter()
        .map(|first| Goal {
            what: format!("first use of {} names, by a sorted `Vec` and a `HashMap` by hand", thousands(first.size)),
            at_most: 0.6,
            measured: first.ratio,
            digits: 2,
        })
        .collect();
    let each =
        |size| measured.iter().find(|first| first.size == size).map(|first| first.instructions[0] / number(size));
    if let (Some(large), Some(small)) = (each(100_000), each(1_000)) {
        goals.push(Goal {
            what: "instructions of the first use with a listing, each of 100,000 names by each of 1,000".to_owned(),
            at_most: 2.0,
            measured: large / small,
            digits: 2,
        });
    }
    goals
}
