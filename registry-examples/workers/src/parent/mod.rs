//! The parent: it starts workers, compares their manifests with its own, and gives them lines.

mod process;
mod worker;

use crate::arguments::RunArguments;
use crate::{Error, Step, input};
use registry_core::catalog;
use registry_core::config::Spec;
use registry_core::manifest::Manifest;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use worker::Worker;

/// What every worker is started with.
struct Job {
    program: PathBuf,
    patience: Duration,
    manifest: Manifest,
    steps: Vec<Spec<dyn Step>>,
    lines: Vec<String>,
    /// The first line that nobody has taken.
    next: AtomicUsize,
}

/// What becomes of the lines, in their order.
pub(crate) fn run(arguments: &RunArguments) -> Result<Vec<String>, Error> {
    let job = &Job {
        program: program(arguments)?,
        patience: Duration::from_secs(arguments.patience),
        manifest: catalog().manifest(),
        steps: input::steps(arguments)?,
        lines: input::lines(arguments)?,
        next: AtomicUsize::new(0),
    };
    let mut done = thread::scope(|scope| {
        let workers: Vec<_> =
            (1..=job.workers(arguments)).map(|number| scope.spawn(move || job.work(number))).collect();
        let mut done = Vec::new();
        for worker in workers {
            done.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(done)
    })?;
    done.sort_unstable();
    Ok(done.into_iter().map(|(_, line)| line).collect())
}

fn program(arguments: &RunArguments) -> Result<PathBuf, Error> {
    match &arguments.worker {
        Some(program) => Ok(program.clone()),
        None => std::env::current_exe().map_err(|source| Error::Start { program: "this program".into(), source }),
    }
}

impl Job {
    /// How many have something to do; one at least, which says whether it can do the steps.
    fn workers(&self, arguments: &RunArguments) -> usize {
        arguments.workers.get().min(self.lines.len()).max(1)
    }

    /// What becomes of the lines that this worker gets; if it fails, the others get no more.
    fn work(&self, number: usize) -> Result<Vec<(usize, String)>, Error> {
        let done = self.lines_of(number);
        if done.is_err() {
            self.next.store(self.lines.len(), Ordering::Relaxed);
        }
        done
    }

    fn lines_of(&self, number: usize) -> Result<Vec<(usize, String)>, Error> {
        let mut worker = Worker::start(number, &self.program, self.patience)?;
        worker.ensure_same(&self.manifest)?;
        worker.prepare(&self.steps)?;
        let mut done = Vec::new();
        loop {
            let place = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = self.lines.get(place) else { return Ok(done) };
            done.push((place, worker.line(place, line)?));
        }
    }
}
