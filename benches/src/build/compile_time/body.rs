//! Whether the time of `#[register]` depends on the size of the function under it.

use super::pair::{Command, Pair, Seconds};
use crate::build::contestant::{self, Backend, Contestant, Items, Way};
use crate::build::project::Workshop;
use crate::section::{Goal, Section, Table};
use std::error::Error;

/// How much is measured.
pub(crate) struct Options {
    pub(crate) rounds: usize,
    /// How many functions each crate registers.
    pub(crate) functions: u32,
}

impl Options {
    /// Small crates and many rounds, as for the time of whole registrations.
    pub(crate) const FULL: Self = Self { rounds: 61, functions: 200 };
    /// For trying.
    pub(crate) const QUICK: Self = Self { rounds: 15, functions: 200 };
}

/// How many statements the functions have.
const SIZES: [u32; 3] = [0, 50, 200];

/// By the smallest function: as much as what is measured varies.
const AT_MOST: f64 = 1.15;

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    contestant::write_unchanged(&workshop)?;
    let unchanged = Contestant::unchanged();
    let ours = Way::Ours(Backend::Inventory);
    let mut measured = Vec::new();
    for statements in SIZES {
        let items = Items::Functions(statements);
        let pair = |name: &str, contestant: &Contestant| {
            Pair::new(&workshop, &format!("{name}_{statements}"), contestant, items, options.functions)
        };
        let body = Body {
            statements,
            pairs: [pair("unchanged", &unchanged)?, pair("ours", &ours.contestant(items))?],
            seconds: <[Seconds; 2]>::default(),
        };
        for pair in &body.pairs {
            pair.prepare()?;
        }
        measured.push(body);
    }
    for round in 0..options.rounds {
        eprintln!("size of the body: round {} of {}", round + 1, options.rounds);
        for body in &mut measured {
            for (pair, seconds) in body.pairs.iter().zip(&mut body.seconds) {
                pair.compile(Command::Expand, seconds)?;
            }
        }
    }
    Ok(section(options, &measured))
}

/// Functions of one size.
struct Body {
    statements: u32,
    /// With the attribute that changes nothing, and with ours.
    pairs: [Pair; 2],
    seconds: [Seconds; 2],
}

impl Body {
    /// Milliseconds of one attribute.
    fn each(&self) -> [f64; 2] {
        [0, 1].map(|number| self.pairs[number].each(&self.seconds[number]))
    }

    /// What ours takes longer than the one that changes nothing.
    fn own(&self) -> f64 {
        let [unchanged, ours] = self.each();
        ours - unchanged
    }
}

fn section(options: &Options, measured: &[Body]) -> Section {
    let row = |body: &Body| {
        let [unchanged, ours] = body.each().map(|each| format!("{each:.3} ms"));
        vec![body.statements.to_string(), unchanged, ours, format!("{:.3} ms", body.own())]
    };
    let goal = |body: &Body| Goal {
        what: format!("`#[register]`'s own time, a function of {} statements, by an empty one", body.statements),
        at_most: AT_MOST,
        measured: body.own() / measured[0].own(),
        digits: 2,
    };
    Section {
        title: "`#[register]` and the size of a function",
        method: format!(
            "What the attribute itself takes: what it adds to `rustc --emit=dep-info` of a function, which parses and expands a crate \
             and does no more. Side by side with an attribute that gives its item back as it is: any attribute makes the compiler \
             parse the item again. What ours takes longer than that one is its own time, with the macros of the registration; it \
             should not depend on the body. {} functions, medians of {} rounds.",
            options.functions, options.rounds
        ),
        tables: vec![Table {
            caption: String::new(),
            header: ["statements", "an attribute that changes nothing", "`#[register]`", "its own time"]
                .map(str::to_owned)
                .to_vec(),
            rows: measured.iter().map(row).collect(),
        }],
        plots: Vec::new(),
        goals: measured.iter().skip(1).map(goal).collect(),
    }
}
