//! One step of a load: one plugin.

use super::Shared;
use super::claim::{Claim, Finished, Job, Work};
use super::load::Operation;
use super::plan::Step;
use super::state::NodeId;
use super::unload::discard;
use crate::error::BoxError;
use crate::plugin::definition::Load;
use crate::plugin::error::{Error, Failed, Phase};
use crate::plugin::event::Event;
use crate::plugin::group::GroupLoad;
use crate::plugin::instance::Instance;
use crate::plugin::task::{State, guarded};
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::time::Instant;

/// Loads `node`, all of whose requirements are loaded, unless somebody else does.
///
/// # Errors
/// That of the plugin, or a circle of plugins that wait for each other.
pub(super) async fn step(shared: &Arc<Shared>, operation: &Operation, step: &Step) -> Result<(), Error> {
    match claim(shared, operation, step).await? {
        Some((job, what)) => work(shared, operation, job, what).await,
        None => Ok(()),
    }
}

/// What there is to do, or nothing if the plugin is loaded.
async fn claim(shared: &Arc<Shared>, operation: &Operation, step: &Step) -> Result<Option<(Job, Work)>, Error> {
    let mut waiting = Waiting { shared, parent: operation.parent(), node: step.node, attempt: None };
    std::future::poll_fn(|context| {
        let mut state = shared.lock();
        waiting.end(&mut state);
        match state.claim(shared, operation, (step.node, &step.requires), waiting.attempt, context.waker()) {
            Ok(Claim::Loaded) => Poll::Ready(Ok(None)),
            Ok(Claim::Run(job, work)) => {
                waiting.attempt = None;
                Poll::Ready(Ok(Some((job, work))))
            }
            Ok(Claim::Wait { attempt }) => {
                waiting.attempt = Some(attempt);
                Poll::Pending
            }
            Err(error) => Poll::Ready(Err(error)),
        }
    })
    .await
}

/// The function of `parent` waits for `node`, if it does: until this is dropped.
struct Waiting<'a> {
    shared: &'a Shared,
    parent: Option<NodeId>,
    node: NodeId,
    /// The attempt that is waited for.
    attempt: Option<u64>,
}

impl Waiting<'_> {
    fn end(&self, state: &mut super::state::State) {
        if self.attempt.is_some() {
            state.end_wait(self.parent, self.node);
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if self.attempt.is_some() {
            self.end(&mut self.shared.lock());
        }
    }
}

/// Makes the plugin unloaded again if the load is dropped before its end.
struct Unfinished<'a> {
    shared: &'a Arc<Shared>,
    operation: &'a Operation,
    job: &'a Job,
    is_finished: bool,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            self.operation.interrupt([Arc::clone(&self.job.attempt.plugin)]);
            let woken = self.shared.lock().cancel(self.job.attempt.node, self.job.attempt.number);
            woken.into_iter().for_each(Waker::wake);
        }
    }
}

async fn work(shared: &Arc<Shared>, operation: &Operation, mut job: Job, work: Work) -> Result<(), Error> {
    let requires = std::mem::take(&mut job.requires);
    let plugin = &job.attempt.plugin;
    let mut unfinished = Unfinished { shared, operation, job: &job, is_finished: false };
    shared.tell(&job.attempt, &Event::Loading { plugin });
    let start = Instant::now();
    let outcome = make(shared, &job, work).await;
    let took = start.elapsed();
    if let Err(error) = &outcome {
        shared.tell(&job.attempt, &Event::Failed { plugin, error, took });
    }
    let finished = shared.lock().finish(&job, requires, outcome.as_ref(), took);
    let Finished::Done(woken, _earlier) = finished else {
        if let Ok(instance) = outcome {
            discard(shared, &job.attempt, job.unload.as_ref(), instance).await;
        }
        return Err(Error::StillRunning { plugin: Arc::clone(plugin) });
    };
    unfinished.is_finished = true;
    woken.into_iter().for_each(Waker::wake);
    outcome?;
    shared.tell(&job.attempt, &Event::Loaded { plugin, took });
    Ok(())
}

/// An instance that is checked and ready.
async fn make(shared: &Arc<Shared>, job: &Job, work: Work) -> Result<Instance, Error> {
    let inside = shared.inside(State::Loading, &job.attempt);
    let failed = |phase, source| Error::from(Failed::new(&job.attempt.plugin, phase, source));
    let instance = guarded(&inside, call(work)).await.map_err(|source| failed(Phase::Load, source))?;
    let check = job.check.iter().map(|hook| (Phase::Check, hook));
    for (phase, hook) in check.chain(job.ready.iter().map(|hook| (Phase::Ready, hook))) {
        if let Err(source) = guarded(&inside, hook.call(&instance)).await {
            discard(shared, &job.attempt, job.unload.as_ref(), instance).await;
            return Err(failed(phase, source));
        }
    }
    Ok(instance)
}

/// What the plugin's function returns.
async fn call(work: Work) -> Result<Instance, BoxError> {
    match work {
        Work::Plugin(inputs) => match inputs.blueprint.load.clone() {
            Load::Now(load) => load(inputs),
            Load::Later(load) => load(inputs).await,
            Load::Closure(load) => load(inputs),
            Load::LaterClosure(load) => load(inputs).await,
        },
        Work::Group(members) => Ok(Instance::sized(Arc::new(members))),
        Work::Wrapped(group, context, members) => {
            let mut load = GroupLoad::new(context, members);
            if let Some(wrapper) = group.wrapper() {
                wrapper(&mut load)?;
            }
            load.finish().map(|members| Instance::sized(Arc::new(members)))
        }
    }
}
