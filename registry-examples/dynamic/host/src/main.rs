//! Filters text with what it finds in a folder of plugins: `filters FOLDER TEXT`.
//!
//! What became of each file goes to standard error, what each filter makes of the text to standard output. The exit code is 1 if a
//! plugin was refused, and 2 if the arguments are wrong.

use filters_api::{FILTERS, Filter};
use registry_core::{dynamic, register};
use std::process::ExitCode;

/// The text as it is.
#[register(kind = "filters", api = "v2")]
#[derive(Default)]
struct Plain;

impl Filter for Plain {
    fn apply(&self, text: &str) -> String {
        text.to_owned()
    }
}

fn main() -> Result<ExitCode, registry_core::Error> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(folder), Some(text), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: filters FOLDER TEXT");
        return Ok(ExitCode::from(2));
    };
    // SAFETY: the user says which folder has plugins to be trusted; they have no allocator of their own.
    let report = unsafe { dynamic::load_dir(folder) };
    eprintln!("{report}");

    let text = text.to_string_lossy();
    for entry in &FILTERS {
        println!("{:8} {}  ({} {})", entry.name(), entry.instance()?.apply(&text), entry.docs(), entry.origin());
    }
    Ok(if report.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
