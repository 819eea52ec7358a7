//! One plugin's way from unloaded to loaded, as the lock sees it: claim it, run its code without the lock, and say how that ended.

use super::arguments::supplied;
use super::load::Operation;
use super::state::{Loading, Node, NodeId, State, Status, What};
use super::{Attempt, Shared};
use crate::plugin::args::Args;
use crate::plugin::context::LoadContext;
use crate::plugin::definition::{Blueprint, Hook, Role};
use crate::plugin::error::Error;
use crate::plugin::group::{Group, Members};
use crate::plugin::inputs::{Input, Inputs};
use crate::plugin::instance::Instance;
use crate::plugin::task::is_polled;
use hashbrown::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Waker;
use std::time::Duration;

/// What whoever wants a plugin loaded gets to do.
#[allow(clippy::large_enum_variant, reason = "it lives for a moment, once in a load")]
pub(super) enum Claim {
    /// Nothing: it is loaded.
    Loaded,
    /// Run its code; nobody else will.
    Run(Job, Work),
    /// Wait: somebody else runs its code.
    Wait { attempt: u64 },
}

/// A load that was begun.
pub(super) struct Job {
    pub(super) attempt: Attempt,
    pub(super) args: Arc<Args>,
    /// Whose instances it gets.
    pub(super) requires: Vec<NodeId>,
    pub(super) check: Option<Hook>,
    pub(super) ready: Vec<Hook>,
    pub(super) unload: Option<Hook>,
}

/// What a load does.
pub(super) enum Work {
    Plugin(Inputs),
    /// All members are loaded.
    Group(Members),
    /// The members are loaded by the group's wrapper.
    Wrapped(Arc<Group>, LoadContext, Vec<Arc<str>>),
}

impl State {
    /// Claims `node`, all of whose requirements are loaded. `waited_for` is the attempt that the caller has waited for.
    ///
    /// # Errors
    /// That of the attempt that the caller has waited for, or a circle of plugins that wait for each other.
    pub(super) fn claim(
        &mut self,
        shared: &Arc<Shared>,
        operation: &Operation,
        (node, found): (NodeId, &[Option<NodeId>]),
        waited_for: Option<u64>,
        waker: &Waker,
    ) -> Result<Claim, Error> {
        if operation.given_up.load(Ordering::Relaxed) {
            return Err(Error::LoadIsOver { plugin: self.name(node) });
        }
        match &self.nodes[node].status {
            Status::Loaded(_) => return Ok(Claim::Loaded),
            Status::Loading(loading) if loading.abandoned => {
                return Err(Error::StillRunning { plugin: self.name(node) });
            }
            Status::Loading(loading) => {
                let attempt = loading.attempt;
                // it goes on only when this thread polls it, which would wait here
                if !operation.asynchronous && is_polled((shared.address(), loading.operation)) {
                    return Err(Error::Async { plugin: self.name(node), path: Vec::new() });
                }
                self.wait(operation, node, waker)?;
                return Ok(Claim::Wait { attempt });
            }
            Status::Unloading(_) => unreachable!("nothing is unloaded while something is loaded"),
            Status::Unloaded => {}
        }
        if let Some(error) = self.failure(node, waited_for) {
            return Err(error);
        }
        let attempt = self.next_attempt();
        let parent = operation.parent();
        let status = Loading {
            attempt,
            operation: operation.number,
            parent,
            dynamic: Vec::new(),
            waits: Vec::new(),
            abandoned: false,
        };
        let attempt = Attempt { plugin: self.name(node), node, number: attempt };
        let (job, work) = self.job(shared, operation, (node, found), attempt)?;
        self.nodes[node].status = Status::Loading(status);
        self.begin_wait(parent, node);
        Ok(Claim::Run(job, work))
    }

    /// How the attempt has ended that somebody waited for.
    fn failure(&self, node: NodeId, waited_for: Option<u64>) -> Option<Error> {
        let (attempt, error) = self.nodes[node].failure.as_deref()?;
        (waited_for == Some(*attempt)).then(|| error.clone())
    }

    fn wait(&mut self, operation: &Operation, node: NodeId, waker: &Waker) -> Result<(), Error> {
        if let Some(parent) = operation.parent() {
            if let Some(path) = self.circle(node, parent) {
                return Err(Error::Cycle { path });
            }
            self.begin_wait(Some(parent), node);
        }
        self.nodes[node].waiting.push(waker.clone());
        Ok(())
    }

    /// The function of `parent` cannot go on before something happens to `node`.
    fn begin_wait(&mut self, parent: Option<NodeId>, node: NodeId) {
        if let Some(Node { status: Status::Loading(loading), .. }) = parent.map(|parent| &mut self.nodes[parent]) {
            loading.waits.push(node);
        }
    }

    /// Something has happened to `node`.
    pub(super) fn end_wait(&mut self, parent: Option<NodeId>, node: NodeId) {
        let Some(Node { status: Status::Loading(loading), .. }) = parent.map(|parent| &mut self.nodes[parent]) else {
            return;
        };
        if let Some(place) = loading.waits.iter().position(|waited| *waited == node) {
            loading.waits.swap_remove(place);
        }
    }

    /// The plugins whose functions have asked for `node` to be loaded, and `node`, the innermost first.
    pub(super) fn ancestors(&self, node: NodeId) -> Vec<NodeId> {
        let parent = |node: &NodeId| match &self.nodes[*node].status {
            Status::Loading(loading) => loading.parent,
            _ => None,
        };
        std::iter::successors(Some(node), parent).collect()
    }

    /// The circle that it would make if the function of `parent` waited for `node`, whose function may be waiting itself.
    fn circle(&self, node: NodeId, parent: NodeId) -> Option<Vec<Arc<str>>> {
        let ancestors = self.ancestors(parent);
        let mut ways = vec![vec![node]];
        let mut seen = HashSet::new();
        while let Some(way) = ways.pop() {
            let last = way.last().copied()?;
            if let Some(end) = ancestors.iter().position(|ancestor| *ancestor == last) {
                let start = ancestors[..=end].iter().rev();
                return Some(start.chain(&way).map(|node| self.name(*node)).collect());
            }
            if !seen.insert(last) {
                continue;
            }
            if let Status::Loading(loading) = &self.nodes[last].status {
                ways.extend(loading.waits.iter().map(|next| way.iter().copied().chain([*next]).collect()));
            }
        }
        None
    }

    fn job(
        &self,
        shared: &Arc<Shared>,
        operation: &Operation,
        (node, found): (NodeId, &[Option<NodeId>]),
        attempt: Attempt,
    ) -> Result<(Job, Work), Error> {
        let args = operation.args.get(&node).unwrap_or_else(|| self.nodes[node].usual_args());
        let args = Arc::clone(args);
        let mut requires = Vec::with_capacity(found.len());
        let this = &self.nodes[node];
        let (work, check) = match &this.what {
            What::Plugin(blueprint) => {
                let inputs = self.inputs(blueprint, &args, found, &mut requires)?;
                let inputs = Inputs::new(blueprint.clone(), inputs, shared, &attempt);
                (Work::Plugin(inputs), blueprint.hooks.check.clone())
            }
            What::Group(group) => {
                let context = || LoadContext { host: shared.weak(), attempt: attempt.clone() };
                (self.group_work(node, group, found, context, &mut requires)?, None)
            }
        };
        Ok((Job { attempt, args, requires, check, ready: this.ready_hooks(), unload: this.unload_hook() }, work))
    }

    /// What each parameter gets; `found` is what the plan has found for it.
    fn inputs(
        &self,
        blueprint: &Blueprint,
        args: &Args,
        found: &[Option<NodeId>],
        requires: &mut Vec<NodeId>,
    ) -> Result<Vec<Input>, Error> {
        let mut inputs = Vec::with_capacity(blueprint.parameters.len());
        for (parameter, found) in blueprint.parameters.iter().zip(found) {
            let given = args.get(&parameter.name);
            let given_instances = given.and_then(supplied);
            let instance = found.map(|found| self.requirement(found, requires)).transpose()?;
            inputs.push(match &parameter.role {
                Role::Argument(_) => Input::Argument(given.cloned()),
                Role::One { .. } => Input::One(instance.or_else(|| given_instances.and_then(|mut given| given.pop()))),
                Role::All { .. } => {
                    let members = instance.map(|instance| Members::flat_of(vec![instance]));
                    Input::All(members.or(given_instances).unwrap_or_default())
                }
                Role::Lazy { plugin, .. } => Input::Lazy(plugin.clone()),
                Role::Other => Input::Other,
            });
        }
        Ok(inputs)
    }

    /// The instance of a requirement, which the plan has loaded.
    fn requirement(&self, node: NodeId, requires: &mut Vec<NodeId>) -> Result<Instance, Error> {
        let Some(loaded) = self.nodes[node].loaded() else {
            return Err(Error::StillRunning { plugin: self.name(node) });
        };
        requires.push(node);
        Ok(loaded.instance.clone())
    }

    fn group_work(
        &self,
        node: NodeId,
        group: &Arc<Group>,
        found: &[Option<NodeId>],
        context: impl FnOnce() -> LoadContext,
        requires: &mut Vec<NodeId>,
    ) -> Result<Work, Error> {
        let (before, members) = found.split_at(group.requirements().len().min(found.len()));
        for node in before.iter().flatten() {
            self.requirement(*node, requires)?;
        }
        if group.wrapper().is_some() {
            let members = self.members(node).map_err(|name| self.not_found(name, Vec::new()))?;
            let members = members.into_iter().filter(|member| self.nodes[*member].enabled);
            return Ok(Work::Wrapped(Arc::clone(group), context(), members.map(|member| self.name(member)).collect()));
        }
        let members = members.iter().flatten();
        let instances = members.map(|member| Ok((self.name(*member), self.requirement(*member, requires)?)));
        Ok(Work::Group(Members(instances.collect::<Result<_, Error>>()?)))
    }

    /// The end of an attempt.
    pub(super) fn finish(
        &mut self,
        job: &Job,
        mut requires: Vec<NodeId>,
        outcome: Result<&Instance, &Error>,
        took: Duration,
    ) -> Finished {
        let node = job.attempt.node;
        let Status::Loading(loading) = &mut self.nodes[node].status else { return Finished::Abandoned };
        if loading.attempt != job.attempt.number || loading.abandoned && outcome.is_ok() {
            return Finished::Abandoned;
        }
        let dynamic = std::mem::take(&mut loading.dynamic);
        let parent = loading.parent;
        let earlier = match outcome {
            Ok(instance) => {
                requires.extend(dynamic);
                self.set_loaded(node, instance.clone(), Arc::clone(&job.args), requires, took)
            }
            Err(error) => {
                let this = &mut self.nodes[node];
                this.status = Status::Unloaded;
                this.failure.replace(Box::new((job.attempt.number, error.clone())))
            }
        };
        self.end_wait(parent, node);
        Finished::Done(self.nodes[node].wake(), earlier)
    }

    /// An attempt that nobody goes on with.
    pub(super) fn cancel(&mut self, node: NodeId, attempt: u64) -> Vec<Waker> {
        let Status::Loading(loading) = &self.nodes[node].status else { return Vec::new() };
        if loading.attempt != attempt {
            return Vec::new();
        }
        let parent = loading.parent;
        self.nodes[node].status = Status::Unloaded;
        self.end_wait(parent, node);
        self.nodes[node].wake()
    }

    /// The functions that run for `operation` go on without anybody waiting for them.
    pub(super) fn abandon(&mut self, operation: u64) -> (Vec<Arc<str>>, Vec<Waker>) {
        let (mut abandoned, mut woken) = (Vec::new(), Vec::new());
        for node in 0..self.nodes.len() {
            let Status::Loading(loading) = &mut self.nodes[node].status else { continue };
            if loading.operation != operation || loading.abandoned {
                continue;
            }
            loading.abandoned = true;
            let parent = loading.parent;
            self.end_wait(parent, node);
            abandoned.push(self.name(node));
            woken.append(&mut self.nodes[node].wake());
        }
        (abandoned, woken)
    }
}

/// How an attempt has ended.
pub(super) enum Finished {
    /// These may look again; and the error of the load before, to be dropped without the lock.
    Done(Vec<Waker>, Option<Box<(u64, Error)>>),
    /// Nobody wants the instance.
    Abandoned,
}
