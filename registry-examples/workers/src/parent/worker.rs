//! A worker as its parent sees it.

use super::process::{NoAnswer, Process};
use crate::protocol::{Reply, Request};
use crate::{Error, Step};
use registry_core::config::Spec;
use registry_core::manifest::Manifest;
use std::path::Path;
use std::time::Duration;

pub(super) struct Worker {
    number: usize,
    process: Process,
    patience: Duration,
}

/// The most characters of what a worker says in a message.
const LONGEST: usize = 80;

impl Worker {
    pub(super) fn start(number: usize, program: &Path, patience: Duration) -> Result<Self, Error> {
        match Process::start(program) {
            Ok(process) => Ok(Self { number, process, patience }),
            Err(source) => Err(Error::Start { program: program.to_owned(), source }),
        }
    }

    /// That the worker was built like this program. The fingerprint will do, unless it is another.
    pub(super) fn ensure_same(&mut self, own: &Manifest) -> Result<(), Error> {
        let asked = "its fingerprint";
        match self.ask(&Request::Fingerprint, asked)? {
            Reply::Fingerprint(fingerprint) if fingerprint == own.fingerprint() => return Ok(()),
            Reply::Fingerprint(_) => {}
            other => return Err(self.unexpected(&other, asked)),
        }
        let asked = "its manifest";
        match self.ask(&Request::Manifest, asked)? {
            Reply::Manifest(manifest) => own
                .ensure_same(&manifest)
                .map_err(|source| Error::Refused { worker: self.number, source: Box::new(source) }),
            other => Err(self.unexpected(&other, asked)),
        }
    }

    /// Has the worker build the steps.
    pub(super) fn prepare(&mut self, steps: &[Spec<dyn Step>]) -> Result<(), Error> {
        let asked = "the steps";
        match self.ask(&Request::Steps(steps.to_vec()), asked)? {
            Reply::Ready => Ok(()),
            other => Err(self.unexpected(&other, asked)),
        }
    }

    /// What becomes of `line`.
    pub(super) fn line(&mut self, place: usize, line: &str) -> Result<String, Error> {
        let asked = format!("line {}", place + 1);
        match self.ask(&Request::Line(line.to_owned()), &asked)? {
            Reply::Line(line) => Ok(line),
            other => Err(self.unexpected(&other, &asked)),
        }
    }

    fn ask(&mut self, request: &Request, asked: &str) -> Result<Reply, Error> {
        let request = serde_json::json!(request).to_string();
        let answer = self.process.ask(request, self.patience).map_err(|reason| self.no_answer(reason, asked))?;
        match serde_json::from_str(&answer) {
            Ok(Reply::Failed(message)) => Err(Error::Failed { worker: self.number, message }),
            Ok(reply) => Ok(reply),
            Err(error) => Err(self.nonsense(&answer, error.to_string(), asked)),
        }
    }

    fn no_answer(&mut self, reason: NoAnswer, asked: &str) -> Error {
        let (worker, asked) = (self.number, asked.to_owned());
        match reason {
            NoAnswer::Unreadable(error) => self.nonsense("", error.to_string(), &asked),
            NoAnswer::Late => Error::Silent { worker, seconds: self.patience.as_secs(), asked },
            NoAnswer::Closed => match self.process.ended(self.patience) {
                Some(status) => Error::Died { worker, status, asked },
                None => Error::Silent { worker, seconds: self.patience.as_secs(), asked },
            },
        }
    }

    fn unexpected(&self, reply: &Reply, asked: &str) -> Error {
        let said = serde_json::json!(reply).to_string();
        self.nonsense(&said, "this answers something else".to_owned(), asked)
    }

    fn nonsense(&self, said: &str, problem: String, asked: &str) -> Error {
        let said = said.trim_end().chars().take(LONGEST).collect();
        Error::Nonsense { worker: self.number, said, asked: asked.to_owned(), problem }
    }
}
