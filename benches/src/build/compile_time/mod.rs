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
    /// Small crates and many rounds: what else the machine does changes within seconds, and two crates that are compiled right after
    /// one another then have the same share of it.
    pub(crate) const FULL: Self = Self { rounds: 41, ..Self::QUICK };
    /// For trying.
    pub(crate) const QUICK: Self = Self { rounds: 1, structs: 200, functions: [(100, 60), (30, 200)] };
}

/// What a goal allows by `linkme`.
const AT_MOST: f64 = 1.0;

const OF_STRUCTS: [Way; 8] = [
    Way::Nothing,
    Way::Ours(Backend::Inventory),
    Way::Ours(Backend::Linkme),
    Way::ByHand(Backend::Linkme, Facts::Least),
    Way::ByHand(Backend::Linkme, Facts::Same),
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Scattered,
    Way::Typetag,
];

/// Fewer, because functions with many statements take long to compile.
const OF_FUNCTIONS: [Way; 6] = [
    Way::Nothing,
    Way::Ours(Backend::Inventory),
    Way::Ours(Backend::Linkme),
    Way::OnFunction,
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Least,
];

/// What is registered, by whom.
struct Case {
    of: String,
    contestants: &'static [Way],
    items: Items,
    registrations: u32,
}

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let structs = Case {
        of: "structs".to_owned(),
        contestants: &OF_STRUCTS,
        items: Items::Structs,
        registrations: options.structs,
    };
    let functions = options.functions.map(|(registrations, statements)| Case {
        of: format!("functions of {statements} statements"),
        contestants: &OF_FUNCTIONS,
        items: Items::Functions(statements),
        registrations,
    });
    let workshops = Workshops::new()?;
    let mut section = Section {
        title: "Compile time of a registration",
        method: method(options),
        tables: Vec::new(),
        plots: Vec::new(),
        goals: Vec::new(),
    };
    for case in [structs].iter().chain(&functions) {
        let compared = case.prepare(&workshops)?;
        for command in [Command::Build, Command::Check] {
            let measurement = case.measure(&compared, command, options.rounds)?;
            section.tables.push(measurement.table()?);
            section.goals.push(measurement.goal()?);
        }
    }
    Ok(section)
}

/// What the others are compared with: `#[distributed_slice]`, where its documentation puts it.
fn peer(items: Items) -> Way {
    match items {
        Items::Functions(_) => Way::OnFunction,
        _ => Way::ByHand(Backend::Linkme, Facts::Least),
    }
}

/// Where the crates are.
struct Workshops {
    all: Workshop,
    /// Apart from the rest: otherwise `rustc` finds `registry-core` twice, with one backend and with the other.
    ours_with_linkme: Workshop,
}

impl Workshops {
    fn new() -> Result<Self, Box<dyn Error>> {
        let all = Workshop::new()?;
        contestant::write_unchanged(&all)?;
        Ok(Self { all, ours_with_linkme: Workshop::new()? })
    }

    fn of(&self, way: Way) -> &Workshop {
        match way {
            Way::Ours(Backend::Linkme) => &self.ours_with_linkme,
            _ => &self.all,
        }
    }
}

/// Two crates of a contestant.
struct Compared {
    way: Way,
    name: String,
    pair: Pair,
}

impl Case {
    /// Writes and compiles all.
    fn prepare(&self, workshops: &Workshops) -> Result<Vec<Compared>, Box<dyn Error>> {
        let mut compared = Vec::new();
        for (number, way) in self.contestants.iter().copied().enumerate() {
            let (items, registrations) = self.items_of(way);
            let contestant = way.contestant(items);
            eprintln!("compile time, {}: {}", self.of, contestant.name);
            let name = format!("way_{number}_{}", self.of.replace(' ', "_"));
            let pair = Pair::new(workshops.of(way), &name, &contestant, items, registrations)?;
            pair.prepare()?;
            compared.push(Compared { way, name: contestant.name, pair });
        }
        Ok(compared)
    }

    /// What a contestant registers; of `typetag`, fewer show enough.
    fn items_of(&self, way: Way) -> (Items, u32) {
        match way {
            Way::Typetag => (Items::SerdeStructs, self.registrations / 10),
            _ => (self.items, self.registrations),
        }
    }

    /// All contestants in turns.
    fn measure<'compared>(
        &self,
        compared: &'compared [Compared],
        command: Command,
        rounds: usize,
    ) -> Result<Measurement<'compared>, Box<dyn Error>> {
        let what = format!("{}, {}", self.of, command.name());
        let mut measured: Vec<_> = compared.iter().map(|compared| (compared, Seconds::default())).collect();
        for round in 0..rounds {
            eprintln!("compile time, {what}: round {} of {rounds}", round + 1);
            for (Compared { pair, .. }, seconds) in &mut measured {
                pair.compile(command, seconds)?;
            }
        }
        Ok(Measurement { what, registrations: self.registrations, peer: peer(self.items), measured })
    }
}

/// One table: what was registered, and what the compiler was asked for.
struct Measurement<'compared> {
    what: String,
    registrations: u32,
    peer: Way,
    measured: Vec<(&'compared Compared, Seconds)>,
}

impl Measurement<'_> {
    fn of(&self, way: Way) -> Result<&(&Compared, Seconds), Box<dyn Error>> {
        Ok(self.measured.iter().find(|(compared, _)| compared.way == way).ok_or("a contestant did not take part")?)
    }

    /// What one registration adds, in milliseconds.
    fn each(&self, way: Way) -> Result<f64, Box<dyn Error>> {
        let (compared, seconds) = self.of(way)?;
        Ok(compared.pair.each(seconds))
    }

    fn table(&self) -> Result<Table, Box<dyn Error>> {
        let alone = self.of(Way::Nothing)?.1.declaring();
        let peer = self.each(self.peer)?;
        let row = |(Compared { way, name, pair }, seconds): &(&Compared, Seconds)| {
            let paid_once = match way {
                // of other structs, or fewer
                Way::Nothing | Way::Typetag => String::new(),
                _ => format!("{:.0} ms", (seconds.declaring() - alone) * 1e3),
            };
            let each = pair.each(seconds);
            vec![
                name.clone(),
                format!("{:.2} s", seconds.whole()),
                paid_once,
                format!("{each:.3} ms"),
                format!("{:.2}", each / peer),
            ]
        };
        Ok(Table {
            caption: format!("{} {}:", self.registrations, self.what),
            header: ["", "whole crate", "paid once", "one registration", "by `#[distributed_slice]`"]
                .map(str::to_owned)
                .to_vec(),
            rows: self.measured.iter().map(row).collect(),
        })
    }

    fn goal(&self) -> Result<Goal, Box<dyn Error>> {
        Ok(Goal {
            what: format!("compile time of a registration, {}, by `#[distributed_slice]`", self.what),
            at_most: AT_MOST,
            measured: self.each(Way::Ours(Backend::Inventory))? / self.each(self.peer)?,
            digits: 2,
        })
    }
}

fn method(options: &Options) -> String {
    let Options { rounds, .. } = options;
    format!(
        "Two crates for each contestant, with the same items: one that registers all of them, and one that only declares what \
         collects them. \"One registration\" is what the first takes longer, divided by the number of items; \"paid once\" is what \
         the second takes longer than a crate without either. `rustc` alone compiles them, with what they depend on compiled before, all in \
         turns: medians of {rounds} rounds, of the difference within a round. `typetag` registers a tenth as many; \
         that they can be read from a config is part of its registration.\n\n\
         `#[distributed_slice]` stands on the function itself, as its documentation shows it, and collects functions without names; of \
         structs, it stands on a static with a name and a constructor. The least entry is a name, and a function or a constructor. \"The same facts\" are what an entry of ours tells, each in a \
         field of its own: name, component, docs, module, item, kind, file, line, column, package, version. \"The least\" has nothing of ours: \
         whatever has an attribute, tells the linker of a name and is collected by `inventory` takes as long. The row \"nothing\" is \
         the difference between two crates that are the same, which shows how far to trust the rest. The goals are those of the \
         default backend, `inventory`."
    )
}
