//! What went wrong at run time, for those who ask.

use super::super::warning::warn;
use crate::entry::Origin;
use crate::error::Problem;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Problems, each once.
#[derive(Default)]
pub(super) struct Reported(Mutex<Problems>);

#[derive(Default)]
struct Problems {
    all: Vec<Problem>,
    known: HashSet<Key>,
    /// How many of them were warned of.
    warned: usize,
}

/// Who lost which name to whom.
type Key = (&'static str, Origin, Option<Origin>);

fn key(problem: &Problem) -> Option<Key> {
    match problem {
        Problem::Duplicate(duplicate) => Some((duplicate.name, duplicate.dropped_origin, Some(duplicate.kept_origin))),
        Problem::ApiMismatch { name, origin, .. } => Some((name, *origin, None)),
        _ => None,
    }
}

impl Reported {
    pub(super) fn add(&self, problems: impl IntoIterator<Item = Problem>) {
        self.with(|reported| {
            for problem in problems {
                if key(&problem).is_none_or(|key| reported.known.insert(key)) {
                    reported.all.push(problem);
                }
            }
        });
    }

    /// The same problems, of which nobody needs to be warned again.
    pub(super) fn copy(&self) -> Self {
        let copy = Self::default();
        copy.add(self.all());
        copy.with(|reported| reported.warned = reported.all.len());
        copy
    }

    pub(super) fn all(&self) -> Vec<Problem> {
        self.with(|reported| reported.all.clone())
    }

    /// Warns of what was not warned of. Whoever hears it may use the registry, so the caller holds no lock.
    pub(super) fn warn(&self) {
        let news = self.with(|reported| {
            let news = reported.all[reported.warned..].to_vec();
            reported.warned = reported.all.len();
            news
        });
        warn(&news);
    }

    /// No other code runs under this lock.
    fn with<T>(&self, task: impl FnOnce(&mut Problems) -> T) -> T {
        task(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
