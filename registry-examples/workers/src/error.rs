//! What can go wrong.

use registry_core::manifest::ManifestMismatch;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A step on the command line is wrong.
    #[error("--step {text}: {problem}")]
    Step {
        /// The step.
        text: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The lines cannot be read.
    #[error("{name}: {source}")]
    Input {
        /// The file.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// The result cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
    /// A worker does not start.
    #[error("{}: {source}; `--worker` names the program that works", .program.display())]
    Start {
        /// Its program.
        program: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A worker was built differently.
    #[error("worker {worker} is refused: {source}")]
    Refused {
        /// Which, from 1.
        worker: usize,
        /// What is different.
        source: Box<ManifestMismatch>,
    },
    /// A worker cannot do what it is asked for.
    #[error("worker {worker}: {message}")]
    Failed {
        /// Which, from 1.
        worker: usize,
        /// Why, in its words.
        message: String,
    },
    /// A worker ended before its work was done.
    #[error("worker {worker} died ({status}) when it was asked for {asked}; if it said why, that is above")]
    Died {
        /// Which, from 1.
        worker: usize,
        /// How.
        status: ExitStatus,
        /// What it was asked for.
        asked: String,
    },
    /// A worker does not answer.
    #[error(
        "worker {worker} gave no answer in {seconds} s when it was asked for {asked}, and was stopped; `--patience` gives it more time"
    )]
    Silent {
        /// Which, from 1.
        worker: usize,
        /// How long it had.
        seconds: u64,
        /// What it was asked for.
        asked: String,
    },
    /// A worker answers with something else.
    #[error("worker {worker} said {said:?} when it was asked for {asked}: {problem}; is its program a worker?")]
    Nonsense {
        /// Which, from 1.
        worker: usize,
        /// What it said.
        said: String,
        /// What it was asked for.
        asked: String,
        /// Why that is no answer.
        problem: String,
    },
}
