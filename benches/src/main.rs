//! Everything that is promised of speed, size and build time, side by side with peers.
//!
//! ```text
//! cargo run --release -p registry-benches
//! ```

mod build;
mod check;
mod effort;
mod measured;
mod median;
mod names;
mod report;
mod run_time;
mod section;
mod valgrind;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};
use effort::Effort;
use section::Section;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Measures what is promised of speed, size and build time, side by side with peers, and writes `docs/performance.md`
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Options {
    /// Measure these sections alone; without `--output`, nothing is written
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(SECTIONS.iter().map(|section| section.0)))]
    only: Vec<String>,
    /// Measure less, to try things; without `--output`, nothing is written
    #[arg(long)]
    quick: bool,
    /// The folder that `performance.md` and its plots are written to, instead of `docs`
    #[arg(long)]
    output: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Compares figures that do not depend on the machine with their limits; exit code 1 if one is over
    Check,
}

type Measure = fn(Effort) -> Result<Section, Box<dyn Error>>;

/// By name, in the order of the page.
const SECTIONS: &[(&str, Measure)] = &[
    ("lookup", run_time::lookup::section),
    ("threads", run_time::threads::section),
    ("key", run_time::key::section),
    ("instance", run_time::instance::section),
    ("first_use", run_time::first_use::section),
    ("memory", run_time::memory::section),
    ("instructions", run_time::instructions::section),
    ("start_up", |effort| {
        build::start_up::measure(&effort.of(build::start_up::Options::QUICK, build::start_up::Options::FULL))
    }),
    ("assembly", |_| build::assembly::measure()),
    ("compile_time", |effort| {
        build::compile_time::measure(
            &effort.of(build::compile_time::Options::QUICK, build::compile_time::Options::FULL),
        )
    }),
    ("compiler", |effort| {
        use build::compile_time::instructions::{Options, measure};
        measure(&effort.of(Options::QUICK, Options::FULL))
    }),
    ("body", |effort| {
        build::compile_time::body::measure(
            &effort.of(build::compile_time::body::Options::QUICK, build::compile_time::body::Options::FULL),
        )
    }),
    ("dependencies", |effort| {
        build::dependencies::measure(
            &effort.of(build::dependencies::Options::QUICK, build::dependencies::Options::FULL),
        )
    }),
    ("size", |effort| build::size::measure(&effort.of(build::size::Options::QUICK, build::size::Options::FULL))),
];

fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match options.command {
        Some(Command::Check) => check::run(),
        None => measure(&options),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn measure(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let is_asked_for = |name: &str| options.only.is_empty() || options.only.iter().any(|asked| asked == name);
    let mut sections = Vec::new();
    for (name, measure) in SECTIONS.iter().filter(|(name, _)| is_asked_for(name)) {
        let section = measure(Effort { quick: options.quick }).map_err(|error| format!("{name}: {error}"))?;
        report::print(&section);
        sections.push(section);
    }
    let is_all = options.only.is_empty() && !options.quick;
    let book = is_all.then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs"));
    if let Some(folder) = options.output.clone().or(book) {
        report::write(&sections, &folder)?;
    }
    Ok(ExitCode::SUCCESS)
}
