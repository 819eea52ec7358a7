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
mod distinct;
mod error;
mod evaluation;
mod input;
mod list;
mod nearest;
mod report;
mod run;
mod schema;
mod score;
mod scoring;
mod selection;
mod source;

pub use error::{Error, UnknownFormat};

use arguments::{Arguments, Command};
use clap::Parser;
use registry_core::config::Problem;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs the command line of this process: the result goes to standard output, an error to standard error, as one line or
/// as one for each problem.
#[must_use]
pub fn main() -> ExitCode {
    let error = match run(std::env::args_os()).and_then(|text| print(&text)) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Error::Usage(usage)) => usage.exit(),
        Err(Error::Registries(outcome)) => return outcome.print(),
        Err(error) => error,
    };
    // there is nobody to tell if this fails
    let _ = io::stderr().write_all(complaint(&error).as_bytes());
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
        Some(Command::Score(arguments)) => Ok(report::report(score::score_file(&arguments)?, arguments.json)),
        Some(Command::Run(arguments)) => Ok(report::report(run::run(&arguments.source)?, arguments.json)),
        Some(Command::Check(arguments)) => run::check(&arguments),
        Some(Command::Schema) => Ok(schema::schema()),
        Some(Command::List(arguments)) => list::list(&arguments),
        Some(Command::Registry(command)) => match command.run() {
            outcome if outcome.code == 0 => Ok(outcome.output),
            outcome => Err(Error::Registries(outcome)),
        },
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

/// What standard error gets: one line for each problem. One with a place starts with it, so that editors and terminals find
/// it; the others start with the program.
fn complaint(error: &Error) -> String {
    let lines = match error {
        Error::Document(problems) => problems.iter().map(line).collect(),
        Error::NoMetricsNamed { place: Some(_) } | Error::UnknownDataFormat { place: Some(_), .. } => {
            vec![error.to_string()]
        }
        other => vec![format!("evalkit: {other}")],
    };
    lines.iter().map(|line| in_one_line(line) + "\n").collect()
}

fn line(problem: &Problem) -> String {
    if problem.place.is_some() { problem.to_string() } else { format!("evalkit: {problem}") }
}

fn in_one_line(message: &str) -> String {
    message.split(['\r', '\n']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
