//! Loading what a plan says.

use super::plan::{Plan, Step};
use super::schedule::Schedule;
use super::state::{NodeId, What};
use super::step::step;
use super::{Attempt, Shared};
use crate::plugin::args::Args;
use crate::plugin::error::Error;
use crate::plugin::options::{OnProgress, Progress};
use crate::plugin::sync::Mutex;
use crate::plugin::task::{State, Workers, block_on, polled};
use futures_util::stream::{FuturesUnordered, StreamExt};
use hashbrown::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether whoever asked for it lets others go on meanwhile.
    pub(super) asynchronous: bool,
    pub(super) progress: Option<Arc<OnProgress>>,
    /// Whether to go on with the rest when something fails.
    pub(super) keep_going: bool,
    /// Nobody waits for it any more. Set and read with the host's lock.
    pub(super) given_up: AtomicBool,
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
    let mut run = Run { shared, operation: &operation, errors, done: 0, total: plan.steps.len() };
    match operation.concurrency {
        Concurrency::None => run.one_by_one(plan).await,
        Concurrency::Tasks => polled((shared.address(), operation.number), run.concurrently(plan)).await,
        Concurrency::Threads(..) => run.concurrently(plan).await,
    }
    run.errors
}

struct Run<'a> {
    shared: &'a Arc<Shared>,
    operation: &'a Arc<Operation>,
    errors: Vec<Error>,
    done: usize,
    total: usize,
}

impl Run<'_> {
    /// In the order of the plan.
    async fn one_by_one(&mut self, plan: Plan) {
        let mut failed: HashSet<NodeId> = HashSet::new();
        for to_do in &plan.steps {
            // what requires something that has failed has no error of its own
            if !failed.is_empty() && to_do.requires.iter().flatten().any(|required| failed.contains(required)) {
                failed.insert(to_do.node);
                continue;
            }
            let outcome = step(self.shared, self.operation, to_do).await;
            if !self.ended(to_do.node, outcome) {
                failed.insert(to_do.node);
                if !self.operation.keep_going {
                    return;
                }
            }
        }
    }

    async fn concurrently(&mut self, plan: Plan) {
        let mut abandoned = Abandon { shared: self.shared, operation: self.operation, is_over: false };
        let most = self.operation.most_at_once();
        let mut schedule = Schedule::new(plan);
        let mut running = FuturesUnordered::new();
        loop {
            while running.len() < most {
                let Some((place, to_do)) = schedule.next() else { break };
                let (shared, operation) = (Arc::clone(self.shared), Arc::clone(self.operation));
                let node = to_do.node;
                running.push(async move { (place, node, step_somewhere(&shared, &operation, to_do).await) });
            }
            let Some((place, node, outcome)) = running.next().await else {
                abandoned.is_over = true;
                return;
            };
            if self.ended(node, outcome) {
                schedule.done(place);
            } else {
                schedule.failed(place);
                if !self.operation.keep_going {
                    schedule.stop();
                }
            }
        }
    }

    /// Whether it ended well.
    fn ended(&mut self, node: NodeId, outcome: Result<(), Error>) -> bool {
        match outcome {
            Ok(()) => {
                self.done += 1;
                self.tell_progress(node);
                true
            }
            Err(error) => {
                self.errors.push(error);
                false
            }
        }
    }

    fn tell_progress(&self, node: NodeId) {
        if let Some(progress) = &self.operation.progress {
            let attempt = Attempt { plugin: self.shared.lock().name(node), node, number: 0 };
            let _entered = self.shared.inside(State::Told, &attempt).enter();
            let told = Progress { plugin: &attempt.plugin, done: self.done, total: self.total };
            // one that panics, which the panic hook has shown, changes nothing
            drop(catch_unwind(AssertUnwindSafe(|| progress(told))));
        }
    }
}

/// One step, in a thread of its own if its function would keep others waiting.
async fn step_somewhere(shared: &Arc<Shared>, operation: &Arc<Operation>, to_do: Step) -> Result<(), Error> {
    let Concurrency::Threads(workers, _) = &operation.concurrency else {
        return step(shared, operation, &to_do).await;
    };
    let what = shared.lock().nodes[to_do.node].what.clone();
    if matches!(&what, What::Plugin(blueprint) if blueprint.load.is_async()) {
        return step(shared, operation, &to_do).await;
    }
    let (shared, operation) = (Arc::clone(shared), Arc::clone(operation));
    workers.run(move || block_on(step(&shared, &operation, &to_do))).await
}

/// When a concurrent load ends, functions that run in other threads are on their own: there are some only if it was given up.
struct Abandon<'a> {
    shared: &'a Arc<Shared>,
    operation: &'a Operation,
    is_over: bool,
}

impl Drop for Abandon<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        if let Concurrency::Threads(..) = self.operation.concurrency {
            let (abandoned, woken) = {
                let mut state = self.shared.lock();
                // what a thread has not begun by now, it must not begin: nothing keeps others from unloading any more
                self.operation.given_up.store(true, Ordering::Relaxed);
                state.abandon(self.operation.number)
            };
            self.operation.interrupt(abandoned);
            woken.into_iter().for_each(Waker::wake);
        }
    }
}
