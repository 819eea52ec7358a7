//! One lookup by name: found, and not found.

use super::{HASHBROWN, OURS, number};
use crate::effort::Effort;
use crate::measured::{Samples, Workspace};
use crate::report::thousands;
use crate::section::{Axis, Goal, Line, Plot, Section, Table};
use std::error::Error;

const PEERS: &[Peer] = &[
    Peer { name: HASHBROWN, hit: Some(0.9), miss: 1.2 },
    Peer { name: "phf", hit: Some(0.5), miss: 1.0 },
    Peer { name: "scattered-collect", hit: Some(0.4), miss: 1.0 },
    Peer { name: "std HashMap", hit: Some(0.35), miss: 1.0 },
    Peer { name: "BTreeMap", hit: None, miss: 1.0 },
    Peer { name: "inventory, a linear scan", hit: None, miss: 1.0 },
];

/// What a lookup of ours should take at most, by the peer's.
struct Peer {
    name: &'static str,
    hit: Option<f64>,
    miss: f64,
}

const METHOD: &str = "
The same names are in all contestants: words as programs combine them, such as `macro_f1` or `image-loader.v2`, 2 to 32 bytes long.
Ours are structs that are registered in a `Registry<dyn Metric>` (backend `inventory`). The maps are built before the clock starts, from
entries that `inventory` collects, and are read through a local reference; `phf` and `scattered-collect` have the names in tables
of their own. `BTreeMap` is also how `typetag` finds its types. The versions: hashbrown 0.17, phf 0.14, scattered-collect 0.22,
inventory 0.3.

Each round asks every contestant for the same list of queries, in a shuffled order: at least 65,536 strings that lie elsewhere. Names
that are missing are of the same kind. A shorter list is learned by the processor, which hides what branches cost that it cannot foresee.
Contestants take turns, and each has two passes to bring its data into the caches before its time is taken, and 13 passes with 100,000
names. Times are those of the thread on a processor, with the loop around the lookup, and the medians of 11 processes of 11 rounds each,
or 5 with 100,000 names: the maps of peers have other seeds in each. All numbers of names take turns, too. In parentheses: our time by that time.

\"At first\" is the first pass of a contestant after the turns of the others, which drove its data out of the caches: with many names, that is
the time of waiting for memory.

`scattered-collect` and the linear scan take part up to 1,000 names: with the one, 10,000 take the compiler two thirds of a
minute, and with the other each lookup takes ever longer.";

pub(crate) fn section(effort: Effort) -> Result<Section, Box<dyn Error>> {
    let workspace = Workspace::write(effort)?;
    let processes = effort.of(3, 11);
    let rounds = |size| if size > 10_000 { "5" } else { "11" };
    let measured = workspace.lookups(effort.sizes(), "lookup", processes, rounds)?;
    Ok(Section {
        title: "One lookup",
        method: METHOD.to_owned(),
        tables: ["hit", "miss", "hit at first"].iter().map(|what| table(&measured, what)).collect(),
        plots: vec![plot(&measured, "lookup-hit", "hit"), plot(&measured, "lookup-miss", "miss")],
        goals: [goals(&measured, "hit", |peer| peer.hit), goals(&measured, "miss", |peer| Some(peer.miss))].concat(),
    })
}

fn table(measured: &[(usize, Samples)], what: &str) -> Table {
    let mut header = vec![what.to_owned()];
    header.extend(measured.iter().map(|(size, _)| format!("{} names", thousands(*size))));
    let row = |name: &'static str| {
        let cell = |(_, samples): &(usize, Samples)| match (name, samples.has(what, name)) {
            (_, false) => String::new(),
            (OURS, true) => format!("{:.1} ns", samples.median(what, OURS)),
            (name, true) => {
                let ratio = samples.ratio((what, OURS), (what, name));
                format!("{:.1} ns ({ratio:.2})", samples.median(what, name))
            }
        };
        [name.to_owned()].into_iter().chain(measured.iter().map(cell)).collect()
    };
    let names = [OURS].into_iter().chain(PEERS.iter().map(|peer| peer.name));
    Table { caption: String::new(), header, rows: names.map(row).collect() }
}

/// Each is for every number of names: what is measured is the worst of them.
fn goals(measured: &[(usize, Samples)], what: &str, at_most: fn(&Peer) -> Option<f64>) -> Vec<Goal> {
    let mut goals = Vec::new();
    for peer in PEERS {
        let Some(at_most) = at_most(peer) else { continue };
        let sizes = measured.iter().filter(|(_, samples)| samples.has(what, peer.name));
        let ratios = sizes.map(|(size, samples)| (samples.ratio((what, OURS), (what, peer.name)), *size));
        let Some((worst, size)) = ratios.max_by(|one, other| one.0.total_cmp(&other.0)) else { continue };
        let what = format!("{what}, by {}; the worst is that of {} names", peer.name, thousands(size));
        goals.push(Goal { what, at_most, measured: worst, digits: 2 });
    }
    goals
}

fn plot(measured: &[(usize, Samples)], name: &'static str, what: &str) -> Plot {
    let line = |name: &str| {
        let sizes = measured.iter().filter(|(_, samples)| samples.has(what, name));
        let points = sizes.map(|(size, samples)| (number(*size), samples.median(what, name))).collect();
        Line { name: name.to_owned(), points }
    };
    Plot {
        name,
        title: format!("One lookup, {what}"),
        x: Axis { title: "names", logarithmic: true },
        y: Axis { title: "nanoseconds", logarithmic: true },
        lines: [OURS].into_iter().chain(PEERS.iter().map(|peer| peer.name)).map(line).collect(),
    }
}
