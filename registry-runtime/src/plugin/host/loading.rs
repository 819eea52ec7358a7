//! Loading, as users see it.

use super::gate::Loads;
use super::load::{Operation, run};
use super::plan::{Question, plan};
use super::request::{From, Request};
use super::state::{NodeId, What};
use super::{Attempt, Host, Shared};
use crate::plugin::error::{Error, Failures};
use crate::plugin::handle::{Target, TargetOf};
use crate::plugin::instance::{Instance, TypeOf};
use crate::plugin::options::LoadOptions;
use crate::plugin::task::{Inside, State as TaskState, block_on};
use hashbrown::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

impl Host {
    /// The instance of a plugin, which is loaded if it is not, after all that it requires. What arguments it is loaded with does not
    /// matter.
    ///
    /// In the function of another plugin, this makes it a requirement of that one, as [`LoadContext::load`](super::super::LoadContext::load)
    /// does.
    ///
    /// # Errors
    /// Before anything is loaded: [`Error::NotFound`], [`Error::Disabled`], [`Error::Cycle`], [`Error::WrongType`], [`Error::Argument`],
    /// [`Error::Async`]. After that: [`Error::Failed`] of the plugin or one that it requires; it is not loaded then, but what it requires may
    /// be.
    pub fn load<T: ?Sized + 'static>(&self, plugin: impl TargetOf<T>) -> Result<Arc<T>, Error> {
        let expected = TypeOf::of::<T>();
        if let Some(instance) = self.shared.at_hand(plugin.name(), expected)? {
            return Ok(instance.downcast()?);
        }
        let request = request(&plugin, Some(expected), LoadOptions::new());
        Ok(block_on(request.run(&self.shared))?.downcast()?)
    }

    /// The same with arguments, or other [`LoadOptions`].
    ///
    /// If the plugin is loaded with other arguments, it is reloaded with these, unless the options say otherwise. They come on top of
    /// those that [`configure`](Self::configure) has given, and are remembered for reloads, until the plugin is unloaded.
    ///
    /// For a name the result is an [`Instance`], for a [`Handle<T>`](super::super::Handle) an `Arc<T>`.
    ///
    /// # Errors
    /// Those of [`load`](Self::load) and [`reload`](Self::reload), [`Error::Conflict`], and [`Error::Timeout`].
    pub fn load_with<P: Target>(&self, plugin: P, options: impl Into<LoadOptions>) -> Result<P::Output, Error> {
        let request = request(&plugin, plugin.expected(), options.into());
        P::output(block_on(request.run(&self.shared))?)
    }

    /// The same as [`load`](Self::load) where a plugin may be an `async fn`, on any executor. What does not depend on each other is loaded
    /// at once. If the future is dropped, so is what was under way.
    ///
    /// ```
    /// use registry_core::plugin::{Host, plugin};
    /// # fn block_on<F: std::future::Future>(future: F) -> F::Output {
    /// #     let mut future = std::pin::pin!(future);
    /// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// #     loop {
    /// #         if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut context) { return output; }
    /// #     }
    /// # }
    ///
    /// #[plugin]
    /// async fn remote() -> u32 {
    ///     7
    /// }
    ///
    /// let host = Host::new();
    /// # block_on(async {
    /// assert_eq!(*host.load_async(remote::handle()).await?, 7);
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// # })?;
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`load`](Self::load), but for [`Error::Async`].
    pub async fn load_async<T: ?Sized + 'static>(&self, plugin: impl TargetOf<T>) -> Result<Arc<T>, Error> {
        let request = Request { asynchronous: true, ..request(&plugin, Some(TypeOf::of::<T>()), LoadOptions::new()) };
        drop(plugin);
        Ok(request.run(&self.shared).await?.downcast()?)
    }

    /// The same as [`load_with`](Self::load_with) where a plugin may be an `async fn`.
    ///
    /// # Errors
    /// Those of [`load_with`](Self::load_with), but for [`Error::Async`].
    pub async fn load_with_async<P: Target>(
        &self,
        plugin: P,
        options: impl Into<LoadOptions>,
    ) -> Result<P::Output, Error> {
        let request = Request { asynchronous: true, ..request(&plugin, plugin.expected(), options.into()) };
        drop(plugin);
        P::output(request.run(&self.shared).await?)
    }

    /// Loads every plugin and group that is enabled, in the order in which they were added (those that are linked: by name), but groups with a
    /// wrapper first. What cannot be
    /// loaded does not stop the rest.
    ///
    /// # Errors
    /// Every error, as [`load`](Self::load) would give it.
    pub fn load_all(&self) -> Result<(), Failures> {
        block_on(self.shared.load_all(LoadOptions::new(), false))
    }

    /// The same with options, of which progress alone has a meaning here.
    ///
    /// # Errors
    /// Those of [`load_all`](Self::load_all).
    pub fn load_all_with(&self, options: LoadOptions) -> Result<(), Failures> {
        block_on(self.shared.load_all(options, false))
    }

    /// The same as [`load_all_with`](Self::load_all_with) where plugins may be `async fn`s.
    ///
    /// # Errors
    /// Those of [`load_all`](Self::load_all).
    pub async fn load_all_async(&self, options: LoadOptions) -> Result<(), Failures> {
        self.shared.load_all(options, true).await
    }

    /// The instance of a plugin, if it is loaded.
    ///
    /// # Errors
    /// [`Error::NotFound`], and [`Error::WrongType`] if the plugin is no `T`.
    pub fn get<T: ?Sized + 'static>(&self, plugin: impl TargetOf<T>) -> Result<Option<Arc<T>>, Error> {
        let state = self.lock();
        let node = state.require(plugin.name())?;
        state.expect_type(node, TypeOf::of::<T>())?;
        match state.nodes[node].loaded() {
            Some(loaded) => Ok(Some(loaded.instance.downcast()?)),
            None => Ok(None),
        }
    }

    /// Whether a plugin is loaded.
    #[must_use]
    pub fn is_loaded(&self, plugin: &str) -> bool {
        let state = self.lock();
        state.find(plugin).is_some_and(|node| state.nodes[node].is_loaded())
    }
}

fn request(plugin: &impl Target, expected: Option<TypeOf>, options: LoadOptions) -> Request {
    Request { plugin: plugin.name().into(), expected, options, asynchronous: false, from: From::Anywhere, asked: None }
}

impl Shared {
    /// The instance, if the plugin is loaded and nobody has to know who asks.
    ///
    /// # Errors
    /// [`Error::WrongType`]
    fn at_hand(&self, plugin: &str, expected: TypeOf) -> Result<Option<Instance>, Error> {
        if self.current().is_some() {
            return Ok(None);
        }
        let state = self.lock();
        let Some(node) = state.find(plugin) else { return Ok(None) };
        state.expect_type(node, expected)?;
        Ok(state.nodes[node].loaded().map(|loaded| loaded.instance.clone()))
    }

    /// For a [`LoadContext`](crate::plugin::LoadContext).
    pub(in crate::plugin) async fn load_inside(
        self: &Arc<Self>,
        attempt: Attempt,
        plugin: Arc<str>,
        expected: Option<TypeOf>,
        options: LoadOptions,
        asynchronous: bool,
    ) -> Result<Instance, Error> {
        Request { plugin, expected, options, asynchronous, from: From::Context(attempt), asked: None }.run(self).await
    }

    /// For a [`Lazy`](crate::plugin::Lazy).
    pub(in crate::plugin) async fn load_lazily<T: ?Sized + 'static>(
        self: &Arc<Self>,
        plugin: &str,
        asynchronous: bool,
    ) -> Result<Arc<T>, Error> {
        if let Some(instance) = self.at_hand(plugin, TypeOf::of::<T>())? {
            return Ok(instance.downcast()?);
        }
        let (plugin, expected, options) = (plugin.into(), Some(TypeOf::of::<T>()), LoadOptions::new());
        Ok(Request { plugin, expected, options, asynchronous, from: From::Lazy, asked: None }
            .run(self)
            .await?
            .downcast()?)
    }

    async fn load_all(self: &Arc<Self>, options: LoadOptions, asynchronous: bool) -> Result<(), Failures> {
        let one = |error| Failures(vec![error]);
        let asker = self.asker().map_err(one)?;
        let _loads = match asker {
            Some(_) => Loads::inside(self),
            None => Loads::enter(self, &"everything".into()).await.map_err(one)?,
        };
        let (plan, operation) = {
            let mut state = self.lock();
            let ancestors = match &asker {
                Some(attempt) => {
                    state.expect_running(attempt).map_err(one)?;
                    state.ancestors(attempt.node)
                }
                None => Vec::new(),
            };
            let mut roots: Vec<NodeId> = state.live().filter(|(_, node)| node.enabled).map(|(node, _)| node).collect();
            // a wrapper may give arguments to members, so they are not loaded before without any
            let is_wrapped =
                |node: &NodeId| matches!(&state.nodes[*node].what, What::Group(group) if group.wrapper().is_some());
            roots.sort_by_key(|node| !is_wrapped(node));
            let question = Question { asynchronous, ancestors: &ancestors, collect: true, ..Question::default() };
            let plan = plan(&state, &roots, &question).map_err(one)?;
            let operation = Operation {
                number: state.next_operation(),
                concurrency: self.concurrency(&plan, asynchronous, false),
                asynchronous,
                ancestors,
                args: HashMap::new(),
                progress: options.progress,
                keep_going: true,
                given_up: AtomicBool::new(false),
                interrupted: Arc::default(),
            };
            (plan, operation)
        };
        let mut errors = self.lock().broken.clone();
        errors.extend(run(self, Arc::new(operation), plan).await);
        Failures::none_of(errors)
    }

    /// The plugin whose function runs in this thread, if one does.
    fn asker(&self) -> Result<Option<Attempt>, Error> {
        match self.current() {
            Some(Inside { state: TaskState::Loading, attempt, .. }) => Ok(Some(attempt)),
            _ => self.outside(|| "load everything".into()).map(|()| None),
        }
    }
}
