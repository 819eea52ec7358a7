//! The worker: it does what its parent asks for until that has nothing more to ask.

use crate::Step;
use crate::protocol::{Reply, Request};
use registry_core::catalog;
use registry_core::config::Spec;
use std::io::{self, BufRead, Write};

/// Sends `line` through `steps`.
#[must_use]
pub fn apply(steps: &[Box<dyn Step>], line: &str) -> String {
    steps.iter().fold(line.to_owned(), |line, step| step.apply(&line))
}

/// Answers what comes over standard input, lines with what `work` makes of them.
///
/// # Errors
/// If the parent cannot be read or answered.
pub fn serve(work: impl Fn(&[Box<dyn Step>], &str) -> String) -> io::Result<()> {
    let mut steps = Vec::new();
    for line in io::stdin().lock().lines() {
        let reply = match serde_json::from_str(&line?) {
            Ok(request) => answer(request, &mut steps, &work),
            Err(error) => Reply::Failed(error.to_string()),
        };
        let mut output = io::stdout().lock();
        writeln!(output, "{}", serde_json::to_string(&reply)?)?;
        output.flush()?;
    }
    Ok(())
}

fn answer(request: Request, steps: &mut Vec<Box<dyn Step>>, work: impl Fn(&[Box<dyn Step>], &str) -> String) -> Reply {
    match request {
        Request::Fingerprint => Reply::Fingerprint(catalog().manifest().fingerprint()),
        Request::Manifest => Reply::Manifest(Box::new(catalog().manifest())),
        Request::Steps(specs) => match specs.iter().map(Spec::build).collect() {
            Ok(built) => {
                *steps = built;
                Reply::Ready
            }
            Err(error) => Reply::Failed(error.to_string()),
        },
        Request::Line(line) => Reply::Line(work(steps, &line)),
    }
}
