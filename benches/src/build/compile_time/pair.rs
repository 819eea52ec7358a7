//! Two crates that differ in their registrations, and how much longer one of them takes.

use crate::build::contestant::{Contestant, Items};
use crate::build::project::{Project, Workshop};
use crate::median::median;
use std::error::Error;

/// What the compiler is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Build,
    Check,
}

impl Command {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Build => "debug build",
            Self::Check => "check",
        }
    }

    /// What `rustc` is asked to write for it.
    fn emit(self) -> &'static str {
        match self {
            Self::Build => "metadata,link",
            Self::Check => "metadata",
        }
    }
}

/// A crate that registers its items, and one that has the same and registers none.
pub(super) struct Pair {
    registering: Project,
    not_registering: Project,
    registrations: u32,
}

/// What was measured of a pair.
#[derive(Default)]
pub(super) struct Seconds {
    registering: Vec<f64>,
    not_registering: Vec<f64>,
}

impl Pair {
    pub(super) fn new(
        workshop: &Workshop,
        name: &str,
        contestant: &Contestant,
        items: Items,
        registrations: u32,
    ) -> Result<Self, Box<dyn Error>> {
        let project = |suffix: &str, source: String| {
            let project = workshop.project(&format!("{name}_{suffix}"));
            project.dependencies(&contestant.dependencies).library(source).write()
        };
        Ok(Self {
            registering: project("all", contestant.registering(items, 0..registrations))?,
            not_registering: project("none", contestant.not_registering(items, 0..registrations))?,
            registrations,
        })
    }

    /// Compiles both, with what they depend on, and measures nothing. A check, too, takes what it depends on as a build leaves it.
    pub(super) fn prepare(&self) -> Result<(), Box<dyn Error>> {
        for project in [&self.registering, &self.not_registering] {
            project.cargo(&["build", "--quiet"])?;
        }
        Ok(())
    }

    /// Compiles both again, after [`prepare`](Self::prepare), and takes the time: of `rustc` alone, because what cargo takes besides is the same
    /// for both, and varies.
    pub(super) fn compile(&self, command: Command, seconds: &mut Seconds) -> Result<(), Box<dyn Error>> {
        seconds.registering.push(self.registering.compile(command.emit())?.as_secs_f64());
        seconds.not_registering.push(self.not_registering.compile(command.emit())?.as_secs_f64());
        Ok(())
    }

    /// What one registration adds, in milliseconds.
    pub(super) fn each(&self, seconds: &Seconds) -> f64 {
        let both = seconds.registering.iter().zip(&seconds.not_registering);
        milliseconds_each(both.map(|(all, none)| all - none), self.registrations)
    }

    /// How many instructions the compiler executes for one registration.
    pub(super) fn instructions_each(&self, command: Command) -> Result<f64, Box<dyn Error>> {
        self.prepare()?;
        let both = std::thread::scope(|scope| {
            let none = scope.spawn(|| instructions(&self.not_registering, command));
            let all = instructions(&self.registering, command);
            (all, none.join().expect("counting does not panic"))
        });
        Ok((both.0? - both.1?) / f64::from(self.registrations))
    }
}

impl Seconds {
    /// The whole crate with its registrations.
    pub(super) fn whole(&self) -> f64 {
        median(self.registering.iter().copied())
    }

    /// The crate that only declares what collects.
    pub(super) fn declaring(&self) -> f64 {
        median(self.not_registering.iter().copied())
    }
}

/// What each of so many takes, in milliseconds, from the seconds that all of them take in each round.
pub(super) fn milliseconds_each(rounds: impl Iterator<Item = f64>, count: u32) -> f64 {
    median(rounds) * 1e3 / f64::from(count)
}

/// The error is a text, because it comes from another thread.
fn instructions(project: &Project, command: Command) -> Result<f64, String> {
    project.compiler_instructions(command.emit()).map_err(|error| error.to_string())
}
