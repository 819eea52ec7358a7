//! A program that mounts the commands.

use clap::Parser;
use registry_core::cli::{Command, Outcome};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What the program with these arguments comes to.
pub fn run(arguments: &[&str]) -> Outcome {
    Arguments::parse_from([&["program"], arguments].concat()).command.run()
}
