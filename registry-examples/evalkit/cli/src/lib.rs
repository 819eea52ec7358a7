//! The evaluator, without its metrics and loaders: those are whatever the program links.
//!
//! A program with other components is its own `link!` line and this:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     evalkit::main()
//! }
//! ```

mod arguments;
mod bundled;
mod error;
mod input;
mod list;
mod nearest;
mod report;
mod scoring;

pub use error::Error;

use arguments::{Arguments, Command};
use clap::Parser;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the command line of this process: the result goes to standard output, an error as one line to standard error.
#[must_use]
pub fn main() -> ExitCode {
    let error = match run(std::env::args_os()).and_then(|text| print(&text)) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Error::Usage(usage)) => usage.exit(),
        Err(error) => error,
    };
    // there is nobody to tell if this fails
    let _ = writeln!(io::stderr(), "evalkit: {}", in_one_line(&error.to_string()));
    ExitCode::from(2)
}

/// Runs a command line, whose first word is the program, and returns what it prints.
///
/// # Errors
/// Whatever keeps it from a complete result.
pub fn run<A>(arguments: impl IntoIterator<Item = A>) -> Result<String, Error>
where
    A: Into<OsString> + Clone,
{
    match Arguments::try_parse_from(arguments)?.command {
        None => Ok(report::table(&bundled::score_bundled()?)),
        Some(Command::Score(arguments)) => {
            let scores = scoring::score_file(&arguments)?;
            Ok(if arguments.json { report::json(&scores) } else { report::table(&[scores]) })
        }
        Some(Command::List(arguments)) => list::list(&arguments),
    }
}

/// A reader that has seen enough is no error.
fn print(text: &str) -> Result<(), Error> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

fn in_one_line(message: &str) -> String {
    message.split(['\r', '\n']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
