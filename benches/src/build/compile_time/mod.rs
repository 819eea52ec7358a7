//! What one registration adds to the time of the compiler.

pub(crate) mod body;
pub(crate) mod instructions;
mod pair;

use super::contestant::{self, Backend, Facts, Items, Way};
use super::project::Workshop;
use crate::section::{Goal, Section, Table};
use pair::{Command, Pair, Seconds};
use std::error::Error;

/// How much is measured.
pub(crate) struct Options {
    pub(crate) rounds: usize,
    /// How many structs each crate registers.
    pub(crate) structs: u32,
    /// How many functions, and how many statements each of them has: of medium size, and large ones.
    pub(crate) functions: [(u32, u32); 2],
}

impl Options {
    pub(crate) const FULL: Self = Self { rounds: 5, structs: 1000, functions: [(500, 60), (150, 200)] };
    /// For trying.
    pub(crate) const QUICK: Self = Self { rounds: 1, structs: 200, functions: [(100, 60), (30, 200)] };
}

/// What a goal allows by `linkme`.
const AT_MOST: f64 = 1.0;

const CONTESTANTS: [Way; 10] = [
    Way::Nothing,
    Way::Ours(Backend::Inventory),
    Way::Ours(Backend::Linkme),
    Way::OnFunction,
    Way::ByHand(Backend::Linkme, Facts::Least),
    Way::ByHand(Backend::Linkme, Facts::Same),
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Least,
    Way::Scattered,
    Way::Typetag,
];

/// Of large functions, which take long to compile.
const FEW_CONTESTANTS: [Way; 5] = [
    Way::Nothing,
    Way::Ours(Backend::Inventory),
    Way::OnFunction,
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Least,
];

/// One table: what is registered, and what cargo does.
struct Case {
    what: String,
    contestants: &'static [Way],
    items: Items,
    registrations: u32,
    command: Command,
}

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let mut cases = Vec::new();
    for command in [Command::Build, Command::Check] {
        let mut case = |of: &str, contestants, items, registrations| {
            cases.push(Case { what: format!("{of}, {}", command.name()), contestants, items, registrations, command });
        };
        case("structs", &CONTESTANTS, Items::Structs, options.structs);
        for ((functions, statements), contestants) in
            options.functions.into_iter().zip([&CONTESTANTS[..], &FEW_CONTESTANTS])
        {
            let of = format!("functions of {statements} statements");
            case(&of, contestants, Items::Functions(statements), functions);
        }
    }
    let mut tables = Vec::new();
    let mut goals = Vec::new();
    for case in &cases {
        let measured = case.measure(options)?;
        let peer =
            measured.iter().find(|measured| measured.way == peer(case.items)).ok_or("nothing to compare with")?.each();
        let alone = measured.first().ok_or("nothing to compare with")?.seconds.declaring();
        tables.push(case.table(&measured, peer, alone));
        goals.extend(case.goals(&measured, peer));
    }
    Ok(Section { title: "Compile time of a registration", method: method(options), tables, plots: Vec::new(), goals })
}

/// What the others are compared with: `#[distributed_slice]`, where its documentation puts it.
fn peer(items: Items) -> Way {
    match items {
        Items::Functions(_) => Way::OnFunction,
        _ => Way::ByHand(Backend::Linkme, Facts::Least),
    }
}

struct Measured {
    way: Way,
    name: String,
    pair: Pair,
    seconds: Seconds,
}

impl Measured {
    /// What one registration adds, in milliseconds.
    fn each(&self) -> f64 {
        self.pair.each(&self.seconds)
    }
}

impl Case {
    /// All contestants in turns.
    fn measure(&self, options: &Options) -> Result<Vec<Measured>, Box<dyn Error>> {
        let workshop = Workshop::new()?;
        contestant::write_unchanged(&workshop)?;
        let mut measured = Vec::new();
        for (number, way) in self.contestants.iter().copied().enumerate() {
            let Some((items, registrations)) = self.items_of(way) else { continue };
            let contestant = way.contestant(items);
            let pair = Pair::new(&workshop, &format!("way_{number}"), &contestant, items, registrations)?;
            pair.prepare(self.command)?;
            measured.push(Measured { way, name: contestant.name, pair, seconds: Seconds::default() });
        }
        for round in 0..options.rounds {
            eprintln!("compile time, {}: round {} of {}", self.what, round + 1, options.rounds);
            for Measured { pair, seconds, .. } in &mut measured {
                pair.compile(self.command, seconds)?;
            }
        }
        Ok(measured)
    }

    /// What a contestant registers; of `typetag`, which registers structs alone, fewer show enough.
    fn items_of(&self, way: Way) -> Option<(Items, u32)> {
        match (way, self.items) {
            (Way::Typetag, Items::Functions(_)) | (Way::OnFunction | Way::Least, Items::Structs) => None,
            (Way::Typetag, _) => Some((Items::SerdeStructs, self.registrations / 10)),
            (_, items) => Some((items, self.registrations)),
        }
    }

    fn table(&self, measured: &[Measured], peer: f64, alone: f64) -> Table {
        let row = |measured: &Measured| {
            let paid_once = match measured.way {
                // of other structs, or fewer
                Way::Nothing | Way::Typetag => String::new(),
                _ => format!("{:.0} ms", (measured.seconds.declaring() - alone) * 1e3),
            };
            vec![
                measured.name.clone(),
                format!("{:.2} s", measured.seconds.whole()),
                paid_once,
                format!("{:.3} ms", measured.each()),
                format!("{:.2}", measured.each() / peer),
            ]
        };
        Table {
            caption: format!("{} {}:", self.registrations, self.what),
            header: ["", "whole crate", "paid once", "one registration", "by `#[distributed_slice]`"]
                .map(str::to_owned)
                .to_vec(),
            rows: measured.iter().map(row).collect(),
        }
    }

    fn goals(&self, measured: &[Measured], peer: f64) -> Vec<Goal> {
        let ours = measured.iter().filter(|measured| measured.way == Way::Ours(Backend::Inventory));
        let goal = |measured: &Measured| Goal {
            what: format!("compile time of a registration, {}, by `#[distributed_slice]`", self.what),
            at_most: AT_MOST,
            measured: measured.each() / peer,
            digits: 2,
        };
        ours.map(goal).collect()
    }
}

fn method(options: &Options) -> String {
    let Options { rounds, .. } = options;
    format!(
        "Two crates for each contestant, with the same items: one that registers all of them, and one that only declares what \
         collects them. \"One registration\" is what the first takes longer, divided by the number of items; \"paid once\" is what \
         the second takes longer than a crate without either. All are compiled in turns: medians of {rounds} rounds, of the \
         difference within a round. `typetag` registers a tenth as many; \
         that they can be read from a config is part of its registration.\n\n\
         `#[distributed_slice]` stands on the function itself, as its documentation shows it, and collects functions without names; of \
         structs, it stands on a static with a name and a constructor. The least entry is a name, and a function or a constructor. \"The same facts\" are what an entry of ours tells, each in a \
         field of its own: name, component, docs, module, item, kind, file, line, column, package, version. \"The least\" has nothing of ours: \
         whatever has an attribute, tells the linker of a name and is collected by `inventory` takes as long. The row \"nothing\" is \
         the difference between two crates that are the same, which shows how far to trust the rest. The goals are those of the \
         default backend, `inventory`."
    )
}
