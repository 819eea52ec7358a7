//! Work for other processes: a parent sends components, by name and config, and lines of text to its workers over pipes.
//!
//! A program with other steps is its own registrations and this:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     workers::main()
//! }
//! ```

mod arguments;
mod error;
mod input;
mod parent;
mod protocol;
mod step;
pub mod steps;
pub mod worker;

pub use error::Error;
pub use step::{STEPS, Step};

use arguments::{Arguments, Command};
use clap::Parser;
use registry_core::catalog;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the command line of this process: the result goes to standard output, an error to standard error.
#[must_use]
pub fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // there is nobody to tell if this fails
            let _ = writeln!(io::stderr(), "workers: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<(), Error> {
    match command {
        Command::Run(arguments) => {
            let results = parent::run(&arguments)?;
            print(&if arguments.json { json(&results) } else { text(&results) })
        }
        Command::Manifest => print(&json(&catalog().manifest())),
        Command::Worker => worker::serve(worker::apply).map_err(Error::Output),
    }
}

fn json(value: &impl serde::Serialize) -> String {
    format!("{:#}\n", serde_json::json!(value))
}

fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// A reader that has seen enough is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}
