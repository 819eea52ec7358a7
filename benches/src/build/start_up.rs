//! What registrations cost a program that never reads them.

use super::contestant::{Backend, Contestant, Facts, Items, Way};
use super::project::Workshop;
use crate::median::median;
use crate::section::{Goal, Section, Table};
use crate::valgrind;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How much is measured.
pub(crate) struct Options {
    /// How often each program is started.
    pub(crate) rounds: usize,
    /// Registrations, in thousands.
    pub(crate) thousands: u32,
}

impl Options {
    pub(crate) const FULL: Self = Self { rounds: 51, thousands: 10 };
    /// For trying.
    pub(crate) const QUICK: Self = Self { rounds: 11, thousands: 1 };
}

/// What a goal allows by an entry with the same facts by hand: 1.0, and what the dynamic linker varies.
const AT_MOST: f64 = 1.02;

const CONTESTANTS: [Way; 7] = [
    Way::Nothing,
    Way::Ours(Backend::Inventory),
    Way::ByHand(Backend::Inventory, Facts::Same),
    Way::ByHand(Backend::Inventory, Facts::Least),
    Way::Ours(Backend::Linkme),
    Way::ByHand(Backend::Linkme, Facts::Same),
    Way::ByHand(Backend::Linkme, Facts::Least),
];

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    let mut programs = Vec::new();
    for (number, way) in CONTESTANTS.into_iter().enumerate() {
        let contestant = way.contestant(Items::Structs);
        eprintln!("start-up: compiling {}", contestant.name);
        let path = compile(&workshop, &format!("start_up_{number}"), &contestant, options.thousands)?;
        programs.push(Program { way, name: contestant.name, path, seconds: Vec::new(), instructions: None });
    }
    eprintln!("start-up: starting each program {} times", options.rounds);
    for _ in 0..options.rounds {
        for program in &mut programs {
            program.seconds.push(start(&program.path)?);
        }
    }
    if valgrind::is_installed() {
        for program in &mut programs {
            program.instructions = Some(valgrind::instructions(&program.path, &[])?);
        }
    }
    Ok(Section {
        title: "Start-up",
        method: method(options),
        tables: vec![table(&programs)],
        plots: Vec::new(),
        goals: goals(&programs),
    })
}

struct Program {
    way: Way,
    name: String,
    path: PathBuf,
    seconds: Vec<f64>,
    /// Unknown without valgrind.
    instructions: Option<f64>,
}

/// A program that does nothing, with its registrations in a module for each thousand.
fn compile(
    workshop: &Workshop,
    name: &str,
    contestant: &Contestant,
    thousands: u32,
) -> Result<PathBuf, Box<dyn Error>> {
    let mut main = format!("#![allow(dead_code)]\n{}", contestant.declaring(Items::Structs));
    let mut project = workshop.project(name);
    for thousand in 0..thousands {
        writeln!(main, "mod module_{thousand};")?;
        let mut module = "use super::*;\n\n".to_owned();
        contestant.items(&mut module, Items::Structs, thousand * 1000..(thousand + 1) * 1000);
        project = project.file(format!("src/module_{thousand}.rs"), module);
    }
    main += "\nfn main() {}\n";
    // without information for a debugger, which would only take the compiler and the disk
    let project =
        project.dependencies(&contestant.dependencies).manifest("[profile.dev]\ndebug = 0\n").program(main).write()?;
    project.cargo(&["build", "--quiet"])?;
    Ok(project.executable("debug"))
}

/// Seconds from the start of the process to its end.
fn start(program: &Path) -> Result<f64, Box<dyn Error>> {
    let started = Instant::now();
    let status = Command::new(program).stdin(Stdio::null()).status()?;
    let took = started.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{} fails: {status}", program.display()).into());
    }
    Ok(took)
}

fn method(options: &Options) -> String {
    let Options { rounds, thousands } = options;
    format!(
        "Programs with {thousands},000 registrations, compiled without optimisation, that do nothing: what is measured is all that \
         happens before `main`. Times are those from the start of the process to its end, in turns, medians of {rounds}. \
         Instructions are those of the whole process, counted by callgrind; the dynamic linker is part of it, which fills in the \
         addresses in the entries. The instructions decide; {AT_MOST} is 1.0 and what the count itself varies."
    )
}

fn table(programs: &[Program]) -> Table {
    let instructions = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{:.3} M", number / 1e6));
    let row = |program: &Program| {
        let same = same_facts(programs, program.way);
        let by = |ours: Option<f64>, theirs: Option<f64>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => format!("{:.3}", ours / theirs),
            _ => String::new(),
        };
        vec![
            program.name.clone(),
            format!("{:.2} ms", program.median() * 1e3),
            by(Some(program.median()), same.map(Program::median)),
            instructions(program.instructions),
            by(program.instructions, same.and_then(|same| same.instructions)),
        ]
    };
    Table {
        caption: String::new(),
        header: ["", "whole process", "by the same facts by hand", "instructions", "by the same facts by hand"]
            .map(str::to_owned)
            .to_vec(),
        rows: programs.iter().map(row).collect(),
    }
}

impl Program {
    fn median(&self) -> f64 {
        median(self.seconds.iter().copied())
    }
}

/// The program that submits the same to the same backend by hand.
fn same_facts(programs: &[Program], way: Way) -> Option<&Program> {
    let (Way::Ours(backend) | Way::ByHand(backend, _)) = way else { return None };
    programs.iter().find(|program| program.way == Way::ByHand(backend, Facts::Same))
}

fn goals(programs: &[Program]) -> Vec<Goal> {
    let ours = programs.iter().filter(|program| matches!(program.way, Way::Ours(_)));
    let goal = |program: &Program| {
        Some(Goal {
            what: format!("instructions before `main`, {}, by the same facts by hand", program.name),
            at_most: AT_MOST,
            measured: program.instructions? / same_facts(programs, program.way)?.instructions?,
            digits: 3,
        })
    };
    ours.filter_map(goal).collect()
}
