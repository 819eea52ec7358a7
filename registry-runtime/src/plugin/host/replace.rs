//! Another implementation behind a name.

use super::Host;
use super::adding::Plugin;
use super::gate::Alone;
use super::reload::Reload;
use super::state::{NodeId, State, What};
use crate::plugin::args::Args;
use crate::plugin::definition::Blueprint;
use crate::plugin::error::{Asking, Error, WrongType};
use crate::plugin::handle::Target;
use crate::plugin::task::block_on;
use std::sync::Arc;

impl Host {
    /// Puts another implementation behind a plugin's name. It must be of the same type; its requirements and arguments are its own. If the
    /// plugin is loaded, it is reloaded with all that requires it.
    ///
    /// ```
    /// use registry_core::plugin::{Dep, Host, plugin};
    ///
    /// pub trait Store: Send + Sync {
    ///     fn name(&self) -> &str;
    /// }
    ///
    /// struct Disk;
    /// impl Store for Disk {
    ///     fn name(&self) -> &str {
    ///         "disk"
    ///     }
    /// }
    ///
    /// struct Memory;
    /// impl Store for Memory {
    ///     fn name(&self) -> &str {
    ///         "memory"
    ///     }
    /// }
    ///
    /// #[plugin]
    /// fn store() -> Box<dyn Store> {
    ///     Box::new(Disk)
    /// }
    ///
    /// #[plugin]
    /// fn report(store: Dep<dyn Store>) -> String {
    ///     format!("in {}", store.name())
    /// }
    ///
    /// #[plugin(anonymous)]
    /// fn test_store() -> Box<dyn Store> {
    ///     Box::new(Memory)
    /// }
    ///
    /// let host = Host::new();
    /// assert_eq!(*host.load(report::handle())?, "in disk");
    /// host.replace("store", test_store::handle())?;
    /// assert_eq!(*host.load(report::handle())?, "in memory");
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Group`] for a group, [`Error::WrongType`], and whatever stands against loading it, before anything has
    /// changed. After that [`Error::Reload`]: if something could not be unloaded, the old implementation keeps the name, otherwise the new one
    /// has it all the same.
    pub fn replace<T: ?Sized + 'static>(&self, name: impl Target, plugin: impl Plugin<T>) -> Result<(), Error> {
        block_on(self.exchange(name.name(), plugin.blueprint(), Args::new(), false))
    }

    /// The same with arguments for the new implementation.
    ///
    /// # Errors
    /// Those of [`replace`](Self::replace).
    pub fn replace_with<T: ?Sized + 'static>(
        &self,
        name: impl Target,
        plugin: impl Plugin<T>,
        args: Args,
    ) -> Result<(), Error> {
        block_on(self.exchange(name.name(), plugin.blueprint(), args, false))
    }

    /// The same where plugins may be `async fn`s.
    ///
    /// # Errors
    /// Those of [`replace`](Self::replace).
    pub async fn replace_async<T: ?Sized + 'static>(
        &self,
        name: impl Target,
        plugin: impl Plugin<T>,
        args: Args,
    ) -> Result<(), Error> {
        self.exchange(name.name(), plugin.blueprint(), args, true).await
    }
}

impl Host {
    async fn exchange(&self, name: &str, blueprint: Blueprint, args: Args, asynchronous: bool) -> Result<(), Error> {
        self.shared.outside(|| format!("replace \"{name}\""))?;
        let _alone = Alone::enter(&self.shared).await;
        let args = Arc::new(args);
        // dropped when the lock is not held any more
        let _earlier;
        let reload = {
            let mut state = self.lock();
            let node = state.require(name)?;
            state.check_replacement(node, &blueprint, &args)?;
            _earlier = (state.nodes[node].what.clone(), Arc::clone(&state.nodes[node].configured));
            if !state.nodes[node].is_loaded() {
                state.nodes[node].what = What::Plugin(blueprint);
                state.nodes[node].configured = args;
                return Ok(());
            }
            Reload::of(&state, node, Some(args), Some(blueprint), asynchronous)?
        };
        reload.run(&self.shared).await
    }
}

impl State {
    fn check_replacement(&self, node: NodeId, blueprint: &Blueprint, args: &Args) -> Result<(), Error> {
        let plugin = self.name(node);
        if let What::Group(_) = &self.nodes[node].what {
            return Err(Error::Group { plugin, is_group: true, what: "change its members instead of replacing it" });
        }
        let (expected, found) = (self.nodes[node].type_of(), (blueprint.output)());
        if expected != found {
            let (asking, path) = (Asking::Replacement, Vec::new());
            return Err(Arc::new(WrongType { asking, plugin, expected: found, found: expected, path }).into());
        }
        super::arguments::check_given(&plugin, blueprint, args)
    }
}
