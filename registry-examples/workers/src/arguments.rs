//! The command line.

use clap::{Args, Parser, Subcommand};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// In seconds.
const A_DAY: u64 = 24 * 60 * 60;

const EXAMPLES: &str = r#"Examples:
  workers run --step trim --step upper notes.txt
  workers run --workers 4 --step '{ "replace": { "from": "a", "to": "b" } }' --json < notes.txt
  workers run --step trim --worker target/debug/workers-older notes.txt"#;

/// Sends lines of text through steps in other processes.
#[derive(Debug, Parser)]
#[command(name = "workers", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Starts workers, gives them the lines, and prints what becomes of them, in their order.
    #[command(after_help = EXAMPLES)]
    Run(RunArguments),
    /// Prints what is registered in this program, as workers and their parent compare it.
    Manifest,
    /// Works for a parent, over standard input and output.
    Worker,
}

#[derive(Args, Debug)]
pub(crate) struct RunArguments {
    /// A step: its name, or as JSON with its config. Several are taken one after another.
    #[arg(long = "step", value_name = "STEP", required = true)]
    pub(crate) steps: Vec<String>,
    /// How many workers; no more than there are lines.
    #[arg(long, value_name = "NUMBER", default_value = "2")]
    pub(crate) workers: NonZeroUsize,
    /// The program that works; left out: this one.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) worker: Option<PathBuf>,
    /// How many seconds a worker may take for one answer.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=A_DAY))]
    pub(crate) patience: u64,
    /// Prints a JSON array instead of lines.
    #[arg(long)]
    pub(crate) json: bool,
    /// The file with the lines; left out: standard input.
    pub(crate) file: Option<PathBuf>,
}
