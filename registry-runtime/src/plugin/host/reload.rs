//! Loading again what is loaded, with all that requires it.

use super::gate::Alone;
use super::load::{Operation, run};
use super::plan::{Plan, Question, plan};
use super::state::{NodeId, State, What};
use super::unload::unload;
use super::{Host, Shared};
use crate::plugin::args::Args;
use crate::plugin::definition::Blueprint;
use crate::plugin::error::{Error, Failures, ReloadFailed};
use crate::plugin::handle::Target;
use crate::plugin::task::block_on;
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

impl Host {
    /// Unloads a plugin and everything that is loaded and requires it, directly or not, and loads all of that again: each once, with the
    /// arguments it had. A plugin that is not loaded is loaded. Of a group, the members are reloaded too.
    ///
    /// Whoever holds an instance keeps it: ask the host again for the new one, or keep a [`Lazy`](super::super::Lazy).
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Cycle`] and the like before anything is unloaded. After that [`Error::Reload`], which says what is not
    /// loaded any more. [`Error::Inside`] in code of a plugin.
    pub fn reload(&self, plugin: impl Target) -> Result<(), Error> {
        let node = self.reloadable(plugin.name())?;
        block_on(reload(&self.shared, node, None, false))
    }

    /// The same where plugins may be `async fn`s. If the future is dropped, what was unloaded stays so, and forgets its arguments.
    ///
    /// # Errors
    /// Those of [`reload`](Self::reload).
    pub async fn reload_async(&self, plugin: impl Target) -> Result<(), Error> {
        let node = self.reloadable(plugin.name())?;
        drop(plugin);
        reload(&self.shared, node, None, true).await
    }

    fn reloadable(&self, plugin: &str) -> Result<NodeId, Error> {
        self.shared.outside(|| format!("reload \"{plugin}\""))?;
        self.lock().require(plugin)
    }
}

/// Unloads and loads again, with these arguments for the plugin itself, if there are any.
pub(super) async fn reload(
    shared: &Arc<Shared>,
    node: NodeId,
    args: Option<Arc<Args>>,
    asynchronous: bool,
) -> Result<(), Error> {
    let _alone = Alone::enter(shared).await;
    let reload = Reload::of(&shared.lock(), node, args, None, asynchronous)?;
    reload.run(shared).await
}

/// A reload that is known to be possible.
pub(super) struct Reload {
    node: NodeId,
    /// What will be unloaded, in this order.
    loaded: Vec<NodeId>,
    args: HashMap<NodeId, Arc<Args>>,
    replacement: Option<Blueprint>,
    asynchronous: bool,
}

impl Reload {
    /// # Errors
    /// Whatever stands against loading everything again.
    pub(super) fn of(
        state: &State,
        node: NodeId,
        args: Option<Arc<Args>>,
        replacement: Option<Blueprint>,
        asynchronous: bool,
    ) -> Result<Self, Error> {
        let loaded = state.with_dependents(&state.with_members(node));
        let previous = |node: &NodeId| Some((*node, Arc::clone(&state.nodes[*node].loaded()?.args)));
        let mut all: HashMap<NodeId, Arc<Args>> = loaded.iter().filter_map(previous).collect();
        if let Some(args) = args {
            all.insert(node, args);
        }
        let reload = Self { node, loaded, args: all, replacement, asynchronous };
        reload.plan(state)?;
        Ok(reload)
    }

    /// What has to be loaded, in the order in which it was, as if it were unloaded.
    fn plan(&self, state: &State) -> Result<Plan, Error> {
        let unloaded: HashSet<NodeId> = self.loaded.iter().copied().collect();
        let question = Question {
            args: self.args.clone(),
            unloaded: Some(&unloaded),
            replaced: self.replacement.clone().map(|blueprint| (self.node, blueprint)),
            asynchronous: self.asynchronous,
            ..Question::default()
        };
        let first = (!unloaded.contains(&self.node)).then_some(self.node);
        let roots: Vec<NodeId> = first.into_iter().chain(self.loaded.iter().rev().copied()).collect();
        plan(state, &roots, &question)
    }

    /// With nobody else in the host.
    pub(super) async fn run(self, shared: &Arc<Shared>) -> Result<(), Error> {
        for &node in &self.loaded {
            if let Err(error) = unload(shared, node).await {
                return Err(self.failed(&shared.lock(), vec![error]));
            }
        }
        let forget = Forget { shared, reload: &self };
        let (plan, operation) = {
            let mut state = shared.lock();
            if let Some(blueprint) = &self.replacement {
                let args = self.args.get(&self.node).map(Arc::clone).unwrap_or_default();
                let this = &mut state.nodes[self.node];
                this.what = What::Plugin(blueprint.clone());
                this.configured = args;
            }
            // what a plugin's function loads by itself comes back with its arguments, too
            for (node, args) in &self.args {
                state.nodes[*node].previous = Some(Arc::clone(args));
            }
            let plan = match self.plan(&state) {
                Ok(plan) => plan,
                Err(error) => return Err(self.failed(&state, vec![error])),
            };
            let operation = Operation {
                number: state.next_operation(),
                concurrency: shared.concurrency(&plan, self.asynchronous, false),
                asynchronous: self.asynchronous,
                ancestors: Vec::new(),
                args: self.args.clone(),
                progress: None,
                keep_going: true,
                given_up: AtomicBool::new(false),
                interrupted: Arc::default(),
            };
            (plan, operation)
        };
        let errors = run(shared, Arc::new(operation), plan).await;
        drop(forget);
        if errors.is_empty() {
            return Ok(());
        }
        // of a plugin that was not loaded, this was a load
        if self.loaded.is_empty() && errors.len() == 1 {
            return errors.into_iter().next().map_or(Ok(()), Err);
        }
        Err(self.failed(&shared.lock(), errors))
    }

    fn failed(&self, state: &State, errors: Vec<Error>) -> Error {
        let unloaded = self.loaded.iter().filter(|node| !state.nodes[**node].is_loaded());
        let mut unloaded: Vec<Arc<str>> = unloaded.map(|node| state.name(*node)).collect();
        unloaded.sort_unstable();
        Arc::new(ReloadFailed { plugin: state.name(self.node), unloaded, failures: Failures(errors) }).into()
    }
}

/// Forgets the arguments of what was not loaded again.
struct Forget<'a> {
    shared: &'a Shared,
    reload: &'a Reload,
}

impl Drop for Forget<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        for node in self.reload.args.keys() {
            state.nodes[*node].previous = None;
        }
    }
}
