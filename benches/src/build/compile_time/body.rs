//! Whether the time of `#[register]` depends on the size of the function under it.

use super::pair::milliseconds_each;
use crate::build::contestant::{self, Backend, Contestant, Items, Way};
use crate::build::project::{Project, Workshop};
use crate::section::{Goal, Section, Table};
use std::error::Error;

/// How much is measured.
pub(crate) struct Options {
    pub(crate) rounds: usize,
    /// How many functions each crate registers, of as many pairs.
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

/// What `rustc` is asked to write when it has only to expand macros.
const EXPAND: &str = "dep-info";

/// By the empty function: as much as what is measured varies.
const AT_MOST: f64 = 1.15;

const METHOD: &str = "
What the attribute itself takes, with the macros of the registration, where `rustc --emit=dep-info` parses and expands a crate and does no more.
It should not depend on the body, so it is compared on two functions: one with statements, and an empty one right after it. All crates
of a row have the same pairs of them. In the first, both have an attribute that gives its item back as it is, because any attribute makes the
compiler parse the item again; in the second, `#[register]` is on the function with statements instead, in the third on the empty one.
What these take longer than the first is the attribute's own time. It rises with what the compiler does in between, on whichever of the two
functions it is: more of it is driven out of the caches. That is why the empty function is in the same crate. The attribute of `linkme` reads the
body; its ratio shows that this measurement sees it.";

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    contestant::write_unchanged(&workshop)?;
    let mut measured = Vec::new();
    for statements in SIZES {
        let body = |name, way| Body::write(&workshop, name, way, statements, options.functions);
        let ours = body("ours", Way::Ours(Backend::Inventory))?;
        measured.push(Size { statements, ours, peer: body("peer", Way::OnFunction)? });
    }
    for round in 0..options.rounds {
        eprintln!("size of the body: round {} of {}", round + 1, options.rounds);
        for size in &mut measured {
            size.ours.compile()?;
            size.peer.compile()?;
        }
    }
    Ok(section(options, &measured))
}

/// Functions of one size.
struct Size {
    statements: u32,
    ours: Body,
    peer: Body,
}

/// Pairs of a function with statements and of an empty one, in three crates.
struct Body {
    functions: u32,
    /// With the attribute that registers on neither function, on the one with statements, and on the empty one.
    crates: [Project; 3],
    /// Of each round, of each crate.
    seconds: Vec<[f64; 3]>,
}

impl Body {
    fn write(
        workshop: &Workshop,
        name: &str,
        way: Way,
        statements: u32,
        functions: u32,
    ) -> Result<Self, Box<dyn Error>> {
        let unchanged = Contestant::unchanged();
        let registering = way.contestant(Items::Functions(statements));
        let project = |on: &str, on_function: &Contestant, on_empty: &Contestant| {
            let mut source = registering.declaring(Items::Functions(statements));
            for number in 0..functions {
                let empty = functions + number;
                on_function.items(&mut source, Items::Functions(statements), number..number + 1);
                on_empty.items(&mut source, Items::Functions(0), empty..empty + 1);
            }
            let project = workshop.project(&format!("{name}_{on}_{statements}"));
            let project = project
                .dependencies(format!("{}\n{}", unchanged.dependencies, registering.dependencies))
                .library(source)
                .write()?;
            project.cargo(&["build", "--quiet"])?;
            Ok::<_, Box<dyn Error>>(project)
        };
        let crates = [
            project("neither", &unchanged, &unchanged)?,
            project("function", &registering, &unchanged)?,
            project("empty", &unchanged, &registering)?,
        ];
        Ok(Self { functions, crates, seconds: Vec::new() })
    }

    fn compile(&mut self) -> Result<(), Box<dyn Error>> {
        let mut seconds = [0.0; 3];
        for (project, seconds) in self.crates.iter().zip(&mut seconds) {
            *seconds = project.compile(EXPAND)?.as_secs_f64();
        }
        self.seconds.push(seconds);
        Ok(())
    }

    /// Milliseconds of one attribute: on the function with statements, and on the empty one.
    fn own(&self) -> [f64; 2] {
        [1, 2].map(|place| {
            let added = self.seconds.iter().map(|seconds| seconds[place] - seconds[0]);
            milliseconds_each(added, self.functions)
        })
    }

    fn ratio(&self) -> f64 {
        let [on_function, on_empty] = self.own();
        on_function / on_empty
    }
}

fn section(options: &Options, measured: &[Size]) -> Section {
    let row = |size: &Size| {
        let [on_function, on_empty] = size.ours.own().map(|own| format!("{own:.3} ms"));
        let [ours, peer] = [&size.ours, &size.peer].map(|body| format!("{:.2}", body.ratio()));
        vec![size.statements.to_string(), on_function, on_empty, ours, peer]
    };
    let goal = |size: &Size| Goal {
        what: format!(
            "`#[register]`'s own time, on a function of {} statements, by that on an empty one beside it",
            size.statements
        ),
        at_most: AT_MOST,
        measured: size.ours.ratio(),
        digits: 2,
    };
    let header = [
        "statements",
        "on the function with them",
        "on an empty one beside it",
        "ratio",
        "ratio of `#[distributed_slice]`",
    ];
    Section {
        title: "`#[register]` and the size of a function",
        method: format!("{METHOD} {} pairs, medians of {} rounds.", options.functions, options.rounds),
        tables: vec![Table {
            caption: String::new(),
            header: header.map(str::to_owned).to_vec(),
            rows: measured.iter().map(row).collect(),
        }],
        plots: Vec::new(),
        goals: measured.iter().skip(1).map(goal).collect(),
    }
}
