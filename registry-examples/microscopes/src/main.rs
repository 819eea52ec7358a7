//! Which microscope made an image, and where its settings are written.
//!
//! Four registries: [`MICROSCOPES`](handler::MICROSCOPES), what reads their metadata under the same names, the same once more
//! under the names of the makers, and where files are kept.

mod arguments;
mod commands;
mod error;
mod formats;
mod handler;
mod metadata;
mod storage;

use arguments::{Arguments, Command};
use clap::Parser;
use error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(&Arguments::parse()).and_then(|text| print(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("microscopes: {error}");
            ExitCode::from(2)
        }
    }
}

/// A reader that has seen enough is no error.
fn print(text: &str) -> Result<(), Error> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}

fn run(arguments: &Arguments) -> Result<String, Error> {
    match &arguments.command {
        Command::List { json } => Ok(commands::list(*json)),
        Command::Show { name, json } => commands::show(name, *json),
        Command::Locate { name, files } => commands::locate(name, files),
        Command::Channels { vendor, file, storage } => commands::channels(vendor, file, storage),
    }
}

#[cfg(test)]
mod tests {
    /// What each plugin alone cannot see.
    #[test]
    fn everything_that_is_registered_fits_together() {
        assert_eq!(registry_core::catalog().check(), Ok(()));
    }
}
