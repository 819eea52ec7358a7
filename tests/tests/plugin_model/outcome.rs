//! What an operation should give, and whether it did.

use super::operations::{How, Name};
use registry_core::Panicked;
use registry_core::plugin::{Error, Failures, Phase};
use std::collections::BTreeSet;

/// What a plugin's code fails with when it is told to.
#[derive(Debug)]
pub(crate) struct Scripted;

impl std::fmt::Display for Scripted {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("as it was told")
    }
}

impl std::error::Error for Scripted {}

/// Which plugin requires which, declared or not.
pub(crate) type Edges = BTreeSet<(Name, Name)>;

#[derive(Clone, Debug)]
pub(crate) enum Fault {
    NotFound(Name),
    Disabled(Name),
    /// Somewhere along these requirements.
    Cycle(Edges),
    Argument(Name),
    Conflict(Name),
    Inside(Name),
    Taken(Name),
    IsLoaded(Name),
    Group(Name),
    WrongType(Name),
    Failed(Name, Phase, Cause),
    Reload(Name, BTreeSet<Name>, Vec<Fault>),
    /// Before anything was loaded; if several things are wrong, any of them.
    Any(Vec<Fault>),
    /// What was wrong before anything was loaded, and what failed after that, in this order.
    Several(Vec<Fault>, Vec<Fault>),
}

#[derive(Clone, Debug)]
pub(crate) enum Cause {
    Told(How),
    Inner(Box<Fault>),
}

/// What the host gave.
#[derive(Debug)]
pub(crate) enum Given {
    One(Error),
    Several(Failures),
}

impl From<Error> for Given {
    fn from(error: Error) -> Self {
        Self::One(error)
    }
}

impl From<Failures> for Given {
    fn from(failures: Failures) -> Self {
        Self::Several(failures)
    }
}

impl Fault {
    pub(crate) fn fits(&self, given: &Given) -> bool {
        match (self, given) {
            (Self::Several(before, after), Given::Several(failures)) => {
                let is_own = |error: &&Error| matches!(error, Error::Failed(_));
                let of_plugins: Vec<&Error> = failures.iter().filter(is_own).collect();
                let mut others = failures.iter().filter(|error| !is_own(error)).peekable();
                others.peek().is_some() != before.is_empty()
                    && others.all(|error| before.iter().any(|fault| fault.is(error)))
                    && are(after, &of_plugins)
            }
            (_, Given::One(error)) => self.is(error),
            _ => false,
        }
    }

    fn is(&self, error: &Error) -> bool {
        match (self, error) {
            (Self::NotFound(name), Error::NotFound(error)) => error.name() == *name,
            (Self::Disabled(name), Error::Disabled { plugin, .. })
            | (Self::Conflict(name), Error::Conflict { plugin, .. })
            | (Self::Inside(name), Error::Inside { plugin, .. })
            | (Self::Taken(name), Error::Taken { plugin, .. })
            | (Self::IsLoaded(name), Error::IsLoaded { plugin, .. })
            | (Self::Group(name), Error::Group { plugin, .. }) => **plugin == **name,
            (Self::Cycle(edges), Error::Cycle { path, .. }) => is_circle(edges, path),
            (Self::Argument(name), Error::Argument(error)) => error.plugin() == *name,
            (Self::WrongType(name), Error::WrongType(error)) => error.plugin() == *name,
            (Self::Failed(name, phase, cause), Error::Failed(failed)) => {
                failed.plugin() == *name && failed.phase() == *phase && cause.is(&**failed)
            }
            (Self::Reload(name, unloaded, faults), Error::Reload(error)) => {
                let failures: Vec<&Error> = error.failures().iter().collect();
                error.plugin() == *name && error.unloaded().eq(unloaded.iter().copied()) && are(faults, &failures)
            }
            (Self::Any(faults), error) => faults.iter().any(|fault| fault.is(error)),
            _ => false,
        }
    }
}

fn are(faults: &[Fault], errors: &[&Error]) -> bool {
    faults.len() == errors.len() && faults.iter().zip(errors).all(|(fault, error)| fault.is(error))
}

/// Whether each requires the next, and the first is the last.
fn is_circle(edges: &Edges, path: &[std::sync::Arc<str>]) -> bool {
    let is_edge = |pair: &[std::sync::Arc<str>]| edges.iter().any(|(by, to)| **by == *pair[0] && **to == *pair[1]);
    path.len() > 1 && path.first() == path.last() && path.windows(2).all(is_edge)
}

impl Cause {
    fn is(&self, error: &(dyn std::error::Error + 'static)) -> bool {
        let Some(source) = error.source() else { return false };
        match self {
            Self::Told(How::Error) => source.is::<Scripted>(),
            Self::Told(How::Panic) => source.is::<Panicked>(),
            Self::Inner(fault) => source.downcast_ref::<Error>().is_some_and(|error| fault.is(error)),
        }
    }
}
