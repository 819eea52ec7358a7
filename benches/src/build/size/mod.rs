//! How many bytes a registration adds to a program.

mod file;

use super::contestant::{Backend, Contestant, Facts, Items, Way};
use super::project::{Project, Workshop};
use crate::section::{Goal, Section, Table};
use file::Sizes;
use std::error::Error;
use std::fs;

/// How much is measured.
pub(crate) struct Options {
    /// How many registrations the smaller program of a contestant has; the larger one has twice as many.
    pub(crate) registrations: u32,
}

impl Options {
    pub(crate) const FULL: Self = Self { registrations: 500 };
    /// For trying.
    pub(crate) const QUICK: Self = Self { registrations: 200 };

    /// `typetag` adds so much that fewer are enough, which the compiler takes minutes for otherwise.
    fn registrations_of(&self, way: Way) -> u32 {
        if way == Way::Typetag { self.registrations / 10 } else { self.registrations }
    }
}

/// What a goal allows by an entry with the same facts by hand.
const AT_MOST: f64 = 1.3;

const CONTESTANTS: [Way; 8] = [
    Way::Ours(Backend::Inventory),
    Way::ByHand(Backend::Inventory, Facts::Same),
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Ours(Backend::Linkme),
    Way::ByHand(Backend::Linkme, Facts::Same),
    Way::ByHand(Backend::Linkme, Facts::Least),
    Way::Scattered,
    Way::Typetag,
];

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    let mut measured = Vec::new();
    for (number, way) in CONTESTANTS.into_iter().enumerate() {
        let (contestant, items) = contestant(way);
        eprintln!("size: {}", contestant.name);
        let bytes = each(&workshop, &format!("size_{number}"), &contestant, items, options.registrations_of(way))?;
        measured.push(Measured { way, name: contestant.name, bytes });
    }
    Ok(Section {
        title: "Bytes of a registration",
        method: method(options),
        tables: vec![table(&measured)?, sections(&measured)],
        plots: Vec::new(),
        goals: goals(&measured)?,
    })
}

/// What a registration of a struct adds to a stripped release program, by what an entry with the same facts by hand adds.
pub(crate) fn bytes_per_registration(backend: Backend, registrations: u32) -> Result<f64, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    let bytes = |name, way| {
        let (contestant, items) = contestant(way);
        each(&workshop, name, &contestant, items, registrations).map(|sizes| sizes.in_sections())
    };
    Ok(bytes("ours", Way::Ours(backend))? / bytes("by_hand", Way::ByHand(backend, Facts::Same))?)
}

fn contestant(way: Way) -> (Contestant, Items) {
    let items = if way == Way::Typetag { Items::SerdeStructs } else { Items::Structs };
    (way.contestant(items), items)
}

struct Measured {
    way: Way,
    name: String,
    /// Of one registration.
    bytes: Sizes,
}

/// What one registration adds.
fn each(
    workshop: &Workshop,
    name: &str,
    contestant: &Contestant,
    items: Items,
    registrations: u32,
) -> Result<Sizes, Box<dyn Error>> {
    let program = |suffix: &str, registrations: u32| {
        let project = program(workshop, &format!("{name}_{suffix}"), contestant, items, registrations)?;
        Sizes::of(&fs::read(project.executable("release"))?)
    };
    let [some, twice] = [program("some", registrations)?, program("more", 2 * registrations)?];
    Ok(twice.minus(&some).divided_by(f64::from(registrations)))
}

/// A program that reads its registrations; its name is as long as that of every other.
fn program(
    workshop: &Workshop,
    name: &str,
    contestant: &Contestant,
    items: Items,
    registrations: u32,
) -> Result<Project, Box<dyn Error>> {
    // numbers of equally many digits
    let numbers = 10_000..10_000 + registrations;
    let project = workshop
        .project(name)
        .dependencies(&contestant.dependencies)
        .manifest("[profile.release]\nstrip = true\n")
        .program(contestant.reading(items, numbers))
        .write()?;
    project.cargo(&["build", "--release", "--quiet"])?;
    Ok(project)
}

fn method(options: &Options) -> String {
    let Options { registrations, .. } = options;
    format!(
        "Two programs for each contestant, with {registrations} and with {} registered structs, compiled with the settings of a \
         release and stripped. Each reads all of its registrations and makes the components. The difference of their sizes, \
         divided by {registrations}, is what one registration adds. The struct, its method and its constructor are part of it, \
         and the same for all but `typetag`, which also has the code that reads a config.\n\n\
         \"The same facts\" are what an entry of ours tells, each in a field of its own: name, component, docs, module, item, \
         kind, file, line, column, package, version.",
        2 * registrations
    )
}

fn table(measured: &[Measured]) -> Result<Table, Box<dyn Error>> {
    let mut rows = Vec::new();
    for Measured { name, way, bytes } in measured {
        let by = match way {
            Way::Ours(backend) | Way::ByHand(backend, _) => {
                format!("{:.2}", bytes.file / same_facts(measured, *backend)?)
            }
            _ => String::new(),
        };
        rows.push(vec![name.clone(), format!("{:.0}", bytes.file), by]);
    }
    Ok(Table {
        caption: String::new(),
        header: ["", "bytes of one registration", "by the same facts by hand"].map(str::to_owned).to_vec(),
        rows,
    })
}

fn same_facts(measured: &[Measured], backend: Backend) -> Result<f64, Box<dyn Error>> {
    let by_hand = measured.iter().find(|measured| measured.way == Way::ByHand(backend, Facts::Same));
    Ok(by_hand.ok_or("nothing to compare with")?.bytes.file)
}

/// Where the bytes are.
fn sections(measured: &[Measured]) -> Table {
    let mut names: Vec<&String> = Vec::new();
    for name in measured.iter().flat_map(|measured| measured.bytes.sections.keys()) {
        let shows = |measured: &Measured| measured.bytes.section(name).abs() >= 0.5;
        if !names.contains(&name) && measured.iter().any(shows) {
            names.push(name);
        }
    }
    let row = |measured: &Measured| {
        let cells = names.iter().map(|name| format!("{:.0}", measured.bytes.section(name)));
        std::iter::once(measured.name.clone()).chain(cells).collect()
    };
    Table {
        caption: "The same by section:".to_owned(),
        header: std::iter::once(String::new()).chain(names.iter().map(|name| format!("`{name}`"))).collect(),
        rows: measured.iter().map(row).collect(),
    }
}

fn goals(measured: &[Measured]) -> Result<Vec<Goal>, Box<dyn Error>> {
    let mut goals = Vec::new();
    for Measured { way, name, bytes } in measured {
        if let Way::Ours(backend) = way {
            goals.push(Goal {
                what: format!("bytes of a registration, {name}, by the same facts by hand"),
                at_most: AT_MOST,
                measured: bytes.file / same_facts(measured, *backend)?,
                digits: 2,
            });
        }
    }
    Ok(goals)
}
