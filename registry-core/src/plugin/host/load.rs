//! Loading what a plan says.

use super::Shared;
use super::plan::Plan;
use super::schedule::Schedule;
use super::state::{NodeId, What};
use super::step::step;
use crate::plugin::args::Args;
use crate::plugin::error::Error;
use crate::plugin::options::{OnProgress, Progress};
use crate::plugin::sync::Mutex;
use crate::plugin::task::{Workers, block_on};
use futures_util::stream::{FuturesUnordered, StreamExt};
use hashbrown::HashMap;
use std::sync::{Arc, PoisonError};
use std::task::Waker;

/// A load that somebody asked for, with all that has to be loaded for it.
pub(super) struct Operation {
    pub(super) number: u64,
    /// The plugin whose function asked for it, and those whose functions asked for that.
    pub(super) ancestors: Vec<NodeId>,
    /// The arguments of these plugins, instead of their usual ones.
    pub(super) args: HashMap<NodeId, Arc<Args>>,
    pub(super) concurrency: Concurrency,
    pub(super) progress: Option<Arc<OnProgress>>,
    /// Whether to go on with the rest when something fails.
    pub(super) keep_going: bool,
    /// The plugins whose functions were running when it was given up.
    pub(super) interrupted: Arc<Mutex<Vec<Arc<str>>>>,
}

/// Whether several functions may run at once.
pub(super) enum Concurrency {
    /// One after the other.
    None,
    /// `async fn`s at once.
    Tasks,
    /// Functions that are not `async` run in threads of their own, so many at once.
    Threads(Workers, usize),
}

impl Operation {
    /// The plugin whose function asked for it.
    pub(super) fn parent(&self) -> Option<NodeId> {
        self.ancestors.first().copied()
    }

    pub(super) fn interrupt(&self, plugins: impl IntoIterator<Item = Arc<str>>) {
        self.interrupted.lock().unwrap_or_else(PoisonError::into_inner).extend(plugins);
    }

    fn most_at_once(&self) -> usize {
        match &self.concurrency {
            Concurrency::None => 1,
            Concurrency::Tasks => usize::MAX,
            Concurrency::Threads(_, most) => *most,
        }
    }
}

/// Loads what `plan` says, and gives the errors: at most one, unless the operation keeps going.
pub(super) async fn run(shared: &Arc<Shared>, operation: Arc<Operation>, mut plan: Plan) -> Vec<Error> {
    let errors = std::mem::take(&mut plan.errors);
    let schedule = Schedule::new(plan);
    let total = schedule.len();
    let mut run = Run { shared, operation: &operation, schedule, errors, done: 0, total };
    match operation.concurrency {
        Concurrency::None => run.one_by_one().await,
        Concurrency::Tasks | Concurrency::Threads(..) => run.concurrently().await,
    }
    run.errors
}

struct Run<'a> {
    shared: &'a Arc<Shared>,
    operation: &'a Arc<Operation>,
    schedule: Schedule,
    errors: Vec<Error>,
    done: usize,
    total: usize,
}

impl Run<'_> {
    async fn one_by_one(&mut self) {
        while let Some((place, node)) = self.schedule.next() {
            let outcome = step(self.shared, self.operation, node).await;
            self.ended(place, node, outcome);
        }
    }

    async fn concurrently(&mut self) {
        let _abandoned = Abandon { shared: self.shared, operation: self.operation };
        let most = self.operation.most_at_once();
        let mut running = FuturesUnordered::new();
        loop {
            while running.len() < most {
                let Some((place, node)) = self.schedule.next() else { break };
                let (shared, operation) = (Arc::clone(self.shared), Arc::clone(self.operation));
                running.push(async move { (place, node, step_somewhere(&shared, &operation, node).await) });
            }
            let Some((place, node, outcome)) = running.next().await else { return };
            self.ended(place, node, outcome);
        }
    }

    fn ended(&mut self, place: usize, node: NodeId, outcome: Result<(), Error>) {
        match outcome {
            Ok(()) => {
                self.schedule.done(place);
                self.done += 1;
                self.tell_progress(node);
            }
            Err(error) => {
                self.errors.push(error);
                self.schedule.failed(place);
                if !self.operation.keep_going {
                    self.schedule.stop();
                }
            }
        }
    }

    fn tell_progress(&self, node: NodeId) {
        if let Some(progress) = &self.operation.progress {
            let plugin = self.shared.lock().name(node);
            progress(Progress { plugin: &plugin, done: self.done, total: self.total });
        }
    }
}

/// One step, in a thread of its own if its function would keep others waiting.
async fn step_somewhere(shared: &Arc<Shared>, operation: &Arc<Operation>, node: NodeId) -> Result<(), Error> {
    let Concurrency::Threads(workers, _) = &operation.concurrency else {
        return step(shared, operation, node).await;
    };
    let is_async = matches!(&shared.lock().nodes[node].what, What::Plugin(blueprint) if blueprint.load.is_async());
    if is_async {
        return step(shared, operation, node).await;
    }
    let (shared, operation) = (Arc::clone(shared), Arc::clone(operation));
    workers.run(move || block_on(step(&shared, &operation, node))).await
}

/// When a concurrent load ends, functions that run in other threads are on their own: there are some only if it was given up.
struct Abandon<'a> {
    shared: &'a Arc<Shared>,
    operation: &'a Operation,
}

impl Drop for Abandon<'_> {
    fn drop(&mut self) {
        if let Concurrency::Threads(..) = self.operation.concurrency {
            let (abandoned, woken) = self.shared.lock().abandon(self.operation.number);
            self.operation.interrupt(abandoned);
            woken.into_iter().for_each(Waker::wake);
        }
    }
}
