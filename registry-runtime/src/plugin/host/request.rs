//! A load, from whoever asks for it to the instance.

use super::gate::Loads;
use super::load::{Concurrency, Operation, run};
use super::plan::{Plan, Question, plan};
use super::state::{NodeId, State, Status};
use super::{Attempt, Shared};
use crate::plugin::args::Args;
use crate::plugin::error::Error;
use crate::plugin::instance::{Instance, TypeOf};
use crate::plugin::options::{Conflict, LoadOptions};
use crate::plugin::sync::Mutex;
use crate::plugin::task::{self, Inside, Workers, deadline};
use hashbrown::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A load that somebody asks for.
pub(super) struct Request {
    pub(super) plugin: Arc<str>,
    /// The type that the caller wants, if that is known before.
    pub(super) expected: Option<TypeOf>,
    pub(super) options: LoadOptions,
    /// Whether the caller can wait for an `async fn`.
    pub(super) asynchronous: bool,
    pub(super) from: From,
    /// The arguments as they were compared first: to be equal to themselves is not asked of them.
    pub(super) asked: Option<Arc<Args>>,
}

/// Where a load is asked for.
#[derive(Clone)]
pub(super) enum From {
    /// Anywhere; if that is code of a plugin, it shows in the thread.
    Anywhere,
    /// Through the `LoadContext` of a load.
    Context(Attempt),
    /// Through a `Lazy`, which makes no requirements.
    Lazy,
}

/// The plugin whose function asks.
struct Asker {
    attempt: Attempt,
    /// Whether what it gets becomes a requirement of it.
    requires: bool,
}

enum Found {
    Instance(Instance),
    /// It is loaded, and has to be loaded again.
    Reload(Arc<Args>),
    /// It has to be loaded, with these arguments if they are not the usual ones.
    Load(Option<Arc<Args>>),
}

impl Request {
    /// The instance.
    ///
    /// # Errors
    /// Those of [`Host::load_with`](crate::plugin::Host::load_with).
    pub(super) async fn run(mut self, shared: &Arc<Shared>) -> Result<Instance, Error> {
        let asker = self.asker(shared)?;
        let interrupted = Arc::new(Mutex::new(Vec::new()));
        self.until_loaded(shared, asker.as_ref(), &interrupted).await
    }

    /// Again and again, because others may load and unload in between.
    async fn until_loaded(
        &mut self,
        shared: &Arc<Shared>,
        asker: Option<&Asker>,
        interrupted: &Arc<Mutex<Vec<Arc<str>>>>,
    ) -> Result<Instance, Error> {
        loop {
            let (node, found) = self.find(&mut shared.lock(), asker)?;
            match found {
                Found::Instance(instance) => return Ok(instance),
                Found::Reload(args) => {
                    if let Some(Asker { attempt, .. }) = asker {
                        let (plugin, what) = (Arc::clone(&attempt.plugin), format!("reload \"{}\"", self.plugin));
                        return Err(Error::Inside { plugin, state: task::State::Loading.participle(), what });
                    }
                    shared.outside(|| format!("reload \"{}\"", self.plugin))?;
                    super::reload::reload(shared, node, Some(args), self.asynchronous).await?;
                    // it is done, whoever has reloaded it since: others may always want other arguments
                    self.options.conflict = Conflict::KeepExisting;
                }
                Found::Load(args) => {
                    let timeout = self.options.timeout;
                    let load = self.load(shared, asker, node, args, interrupted);
                    let _loads = deadline(timeout, load).await.unwrap_or_else(|| {
                        let running = interrupted.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
                        let after = timeout.unwrap_or_default();
                        Err(Error::Timeout { plugin: Arc::clone(&self.plugin), after, running })
                    })?;
                    self.options.conflict = match self.options.conflict {
                        Conflict::Force => Conflict::Replace,
                        other => other,
                    };
                    if let (_, Found::Instance(instance)) = self.find(&mut shared.lock(), asker)? {
                        return Ok(instance);
                    }
                }
            }
        }
    }

    /// Whose code asks, if it is that of a plugin that is being loaded.
    fn asker(&self, shared: &Shared) -> Result<Option<Asker>, Error> {
        if let From::Context(attempt) = &self.from {
            return Ok(Some(Asker { attempt: attempt.clone(), requires: true }));
        }
        let requires = matches!(self.from, From::Anywhere);
        match shared.current() {
            None => Ok(None),
            Some(Inside { state: task::State::Loading, attempt, .. }) => Ok(Some(Asker { attempt, requires })),
            Some(Inside { state: task::State::Unloading | task::State::Told, .. }) => {
                let state = shared.lock();
                let is_loaded = state.find(&self.plugin).is_some_and(|node| state.nodes[node].is_loaded());
                drop(state);
                if is_loaded { Ok(None) } else { shared.outside(|| format!("load \"{}\"", self.plugin)).map(|()| None) }
            }
        }
    }

    /// What there is to do.
    fn find(&mut self, state: &mut State, asker: Option<&Asker>) -> Result<(NodeId, Found), Error> {
        if let Some(asker) = asker {
            state.expect_running(&asker.attempt)?;
        }
        let node = state.require(&self.plugin)?;
        if let Some(expected) = self.expected {
            state.expect_type(node, expected)?;
        }
        let this = &state.nodes[node];
        if self.asked.is_none() {
            self.asked = self.options.args.as_ref().map(|args| Arc::new(this.configured.overlaid(args)));
        }
        let given = self.asked.clone();
        let Some(loaded) = this.loaded() else { return Ok((node, Found::Load(given))) };
        let is_same = match (&given, &self.options.args) {
            (None, _) | (_, None) => true,
            // it cannot be reloaded here, so what was configured for it meanwhile does not count
            (_, Some(args)) if asker.is_some() => loaded.args.contains(args),
            (Some(given), _) => Arc::ptr_eq(given, &loaded.args) || **given == *loaded.args,
        };
        let again = match self.options.conflict {
            Conflict::Replace => !is_same,
            Conflict::Force => true,
            Conflict::Error if !is_same => {
                let (plugin, loaded) = (Arc::clone(&this.name), Arc::clone(&loaded.args));
                return Err(Error::Conflict { plugin, loaded, asked: given.unwrap_or_default() });
            }
            Conflict::KeepExisting | Conflict::Error => false,
        };
        if again {
            let args = given.unwrap_or_else(|| Arc::clone(&loaded.args));
            return Ok((node, Found::Reload(args)));
        }
        let instance = loaded.instance.clone();
        if let Some(asker) = asker.filter(|asker| asker.requires) {
            state.add_dynamic(asker.attempt.node, node);
        }
        Ok((node, Found::Instance(instance)))
    }

    async fn load(
        &self,
        shared: &Arc<Shared>,
        asker: Option<&Asker>,
        node: NodeId,
        args: Option<Arc<Args>>,
        interrupted: &Arc<Mutex<Vec<Arc<str>>>>,
    ) -> Result<Loads, Error> {
        let loads = match asker {
            Some(_) => Loads::inside(shared),
            None => Loads::enter(shared, &self.plugin).await?,
        };
        let args: HashMap<NodeId, Arc<Args>> = args.into_iter().map(|args| (node, args)).collect();
        let (plan, operation) = {
            let mut state = shared.lock();
            let ancestors = match asker {
                Some(asker) => {
                    state.expect_running(&asker.attempt)?;
                    state.ancestors(asker.attempt.node)
                }
                None => Vec::new(),
            };
            let question = Question {
                args: args.clone(),
                asynchronous: self.asynchronous,
                ancestors: &ancestors,
                ..Question::default()
            };
            let plan = plan(&state, &[node], &question)?;
            let operation = Operation {
                number: state.next_operation(),
                concurrency: shared.concurrency(&plan, self.asynchronous, self.options.timeout.is_some()),
                asynchronous: self.asynchronous,
                ancestors,
                args,
                progress: self.options.progress.clone(),
                keep_going: false,
                given_up: AtomicBool::new(false),
                interrupted: Arc::clone(interrupted),
            };
            (plan, operation)
        };
        match run(shared, Arc::new(operation), plan).await.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(loads),
        }
    }
}

impl Shared {
    pub(super) fn concurrency(&self, plan: &Plan, asynchronous: bool, has_timeout: bool) -> Concurrency {
        let threads = self.parallel.load(Ordering::Relaxed);
        let is_single = plan.steps.len() < 2;
        if has_timeout || threads > 1 && !is_single {
            return Concurrency::Threads(Workers::new(threads), if asynchronous { usize::MAX } else { threads });
        }
        if asynchronous && !is_single { Concurrency::Tasks } else { Concurrency::None }
    }
}

impl State {
    /// # Errors
    /// [`Error::LoadIsOver`], if the plugin's function does not run any more for this load, or nobody waits for it.
    pub(super) fn expect_running(&self, attempt: &Attempt) -> Result<(), Error> {
        match &self.nodes[attempt.node].status {
            Status::Loading(loading) if loading.attempt == attempt.number && !loading.abandoned => Ok(()),
            _ => Err(Error::LoadIsOver { plugin: Arc::clone(&attempt.plugin) }),
        }
    }

    /// The function of `by` has asked for `required`.
    fn add_dynamic(&mut self, by: NodeId, required: NodeId) {
        if let Status::Loading(loading) = &mut self.nodes[by].status {
            loading.dynamic.push(required);
        }
    }
}
