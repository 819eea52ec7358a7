//! What one registration is for the compiler in instructions, which do not depend on what else the machine does.

use super::pair::{Command, Pair};
use super::{AT_MOST, peer};
use crate::build::contestant::{self, Backend, Items, Way};
use crate::build::project::Workshop;
use crate::section::{Goal, Section, Table};
use std::error::Error;

pub(crate) struct Options {
    /// How many items each crate registers.
    pub(crate) registrations: u32,
}

impl Options {
    pub(crate) const FULL: Self = Self { registrations: 100 };
    /// For trying.
    pub(crate) const QUICK: Self = Self { registrations: 20 };
}

/// What is registered, and whether there is a goal for it: small functions are there to show from where on it is met.
const CASES: [(&str, Items, bool); 4] = [
    ("a struct", Items::Structs, true),
    ("a function without statements", Items::Functions(0), false),
    ("a function of 60 statements", Items::Functions(60), true),
    ("a function of 200 statements", Items::Functions(200), true),
];

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    contestant::write_unchanged(&workshop)?;
    let mut measured = Vec::new();
    for (number, (what, items, has_goal)) in CASES.into_iter().enumerate() {
        eprintln!("instructions of the compiler: {what}");
        let pair = |name: &str, way: Way| {
            let contestant = way.contestant(items);
            Pair::new(&workshop, &format!("{name}_{number}"), &contestant, items, options.registrations)
        };
        let ours = pair("ours", Way::Ours(Backend::Inventory))?;
        let peer = pair("linkme", peer(items))?;
        // of structs it is not: by hand, each has a closure that makes it
        let is_function = matches!(items, Items::Functions(_));
        let least = is_function.then(|| pair("least", Way::Least)).transpose()?;
        for command in [Command::Check, Command::Build] {
            measured.push(Measured {
                what,
                command,
                has_goal,
                ours: ours.instructions_each(command)?,
                peer: peer.instructions_each(command)?,
                least: least.as_ref().map(|least| least.instructions_each(command)).transpose()?,
            });
        }
    }
    Ok(Section {
        title: "Instructions of the compiler",
        method: METHOD.replace("REGISTRATIONS", &options.registrations.to_string()),
        tables: vec![table(&measured)],
        plots: Vec::new(),
        goals: measured.iter().filter(|measured| measured.has_goal).map(Measured::goal).collect(),
    })
}

const METHOD: &str = "\
The same crates as in the section before, with REGISTRATIONS items each: the instructions that `rustc` executes for one registration, with the macros, as \
`callgrind` counts them. Time differs from machine to machine, and on a busy one from run to run by more than what is measured; \
instructions do not. They are not the same as time either: the macros of `linkme` read the body of a function, which are many instructions that the \
processor has an easy time with, and what we put into the program are fewer, for which it waits for memory.";

struct Measured {
    what: &'static str,
    command: Command,
    has_goal: bool,
    /// Of one registration.
    ours: f64,
    peer: f64,
    least: Option<f64>,
}

impl Measured {
    fn ratio(&self) -> f64 {
        self.ours / self.peer
    }

    fn goal(&self) -> Goal {
        Goal {
            what: format!(
                "instructions of the compiler, {}, {}, by `#[distributed_slice]`",
                self.what,
                self.command.name()
            ),
            at_most: AT_MOST,
            measured: self.ratio(),
            digits: 2,
        }
    }
}

fn table(measured: &[Measured]) -> Table {
    let row = |measured: &Measured| {
        vec![
            format!("{}, {}", measured.what, measured.command.name()),
            format!("{:.2} M", measured.ours / 1e6),
            format!("{:.2} M", measured.peer / 1e6),
            format!("{:.2}", measured.ratio()),
            measured.least.map_or_else(String::new, |least| format!("{:.2} M", least / 1e6)),
        ]
    };
    Table {
        caption: String::new(),
        header: [
            "one registration",
            "registry-core, `inventory` backend",
            "`#[distributed_slice]`",
            "ratio",
            "the least",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: measured.iter().map(row).collect(),
    }
}
