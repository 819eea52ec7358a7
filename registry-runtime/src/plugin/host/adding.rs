//! What a host is given: plugins, groups, names.

use super::Host;
use super::gate::Alone;
use crate::plugin::args::Args;
use crate::plugin::definition::{Blueprint, Hook};
use crate::plugin::error::Error;
use crate::plugin::group::Group;
use crate::plugin::handle::{Handle, Target, TargetOf};
use crate::plugin::linked;
use crate::plugin::new_plugin::NewPlugin;
use crate::plugin::task::block_on;
use std::sync::Arc;

/// What a host can be given: the [`Handle`] of a `#[plugin]`, or a [`NewPlugin`].
pub trait Plugin<T: ?Sized>: sealed::Blueprinted {}

impl<T: ?Sized + 'static> Plugin<T> for Handle<T> {}
impl<T: ?Sized + 'static> Plugin<T> for NewPlugin<T> {}

mod sealed {
    use super::{Blueprint, Handle, NewPlugin};

    pub trait Blueprinted {
        fn blueprint(self) -> Blueprint;
    }

    impl<T: ?Sized> Blueprinted for Handle<T> {
        fn blueprint(self) -> Blueprint {
            self.blueprint
        }
    }

    impl<T: ?Sized + 'static> Blueprinted for NewPlugin<T> {
        fn blueprint(self) -> Blueprint {
            self.build()
        }
    }
}

impl Host {
    /// Adds a plugin under its own name.
    ///
    /// # Errors
    /// [`Error::Taken`], also for an alias or the name of a new group, and [`Error::Name`].
    pub fn add<T: ?Sized + 'static>(&self, plugin: impl Plugin<T>) -> Result<Handle<T>, Error> {
        let blueprint = plugin.blueprint();
        let name = blueprint.name.clone();
        self.insert(&name, blueprint)
    }

    /// Adds a plugin under another name: its own aliases do not count then. The same plugin under two names is loaded twice; for a second
    /// name of one instance there is [`alias`](Self::alias).
    ///
    /// ```
    /// use registry_core::plugin::{Host, args, plugin};
    ///
    /// #[plugin(anonymous)]
    /// fn database(url: String) -> String {
    ///     url
    /// }
    ///
    /// let host = Host::empty();
    /// let primary = host.add_as("primary", database::handle())?;
    /// let replica = host.add_as("replica", database::handle())?;
    /// host.load_with(&primary, args! { url: "db1" })?;
    /// host.load_with(&replica, args! { url: "db2" })?;
    /// assert_eq!(*host.load(&replica)?, "db2");
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`add`](Self::add).
    pub fn add_as<T: ?Sized + 'static>(&self, name: &str, plugin: impl Plugin<T>) -> Result<Handle<T>, Error> {
        self.insert(name, plugin.blueprint().without_aliases())
    }

    fn insert<T: ?Sized + 'static>(&self, name: &str, blueprint: Blueprint) -> Result<Handle<T>, Error> {
        let name = self.lock().add_plugin(name, blueprint.clone())?;
        Ok(Handle::new(name, blueprint))
    }

    pub(super) fn add_linked(&self) {
        let mut state = self.lock();
        for blueprint in linked::plugins() {
            let name = blueprint.name.clone();
            // names are unique in a registry; only a group can be in the way, which makes its plugins unusable
            if let Err(error) = state.add_plugin(&name, blueprint) {
                state.broken.push(error);
            }
        }
    }

    /// Adds a group of plugins.
    ///
    /// # Errors
    /// [`Error::Taken`], if there is a plugin or group with the name; a group that only exists because plugins declare to be in it is
    /// completed. [`Error::Name`].
    pub fn add_group(&self, group: Group) -> Result<(), Error> {
        // a clone, so that a group that is refused is dropped without the lock: what its wrapper holds is not ours
        self.lock().add_group(group.clone())
    }

    /// Makes a plugin the last member of a group; nothing if it is one. A group that is loaded has it after its next load.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Group`] for the group. The plugin may be added later.
    pub fn add_to_group(&self, group: &str, plugin: impl Target) -> Result<(), Error> {
        self.lock().change_group(group, |group| group.insert(plugin.name())).map(drop)
    }

    /// Takes a plugin out of a group: whether it was a member. What a plugin declares itself stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Group`] for the group.
    pub fn remove_from_group(&self, group: &str, plugin: impl Target) -> Result<bool, Error> {
        self.lock().change_group(group, |group| group.remove(plugin.name()))
    }

    /// Gives a plugin or group one more name.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Taken`], [`Error::Name`].
    pub fn alias(&self, name: &str, plugin: impl Target) -> Result<(), Error> {
        let mut state = self.lock();
        let node = state.require(plugin.name())?;
        let name = state.free_name(name)?;
        state.names.insert(name, node);
        Ok(())
    }

    /// Takes a plugin or group away, with all its names.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::IsLoaded`], and [`Error::Inside`] in code of a plugin.
    pub fn remove(&self, plugin: impl Target) -> Result<(), Error> {
        let name = plugin.name();
        self.shared.outside(|| format!("remove \"{name}\""))?;
        let _alone = block_on(Alone::enter(&self.shared));
        let removed = self.lock().remove(name);
        removed.map(drop)
    }

    /// Gives a plugin arguments for the next load. Those of [`load_with`](Self::load_with) come on top.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Argument`], and [`Error::Group`]: groups have no arguments.
    pub fn configure(&self, plugin: impl Target, args: Args) -> Result<(), Error> {
        let earlier = self.lock().configure(plugin.name(), args.clone());
        earlier.map(drop)
    }

    /// Calls `callback` with each new instance of a plugin, before anybody else gets it, and after those that came before. If it fails, so
    /// does the load.
    ///
    /// ```
    /// use registry_core::plugin::{Host, plugin};
    ///
    /// #[plugin]
    /// fn table() -> Vec<u32> {
    ///     vec![]
    /// }
    ///
    /// let host = Host::new();
    /// host.on_ready(table::handle(), |table: &Vec<u32>| match table.is_empty() {
    ///     true => Err("the table is empty".into()),
    ///     false => Ok(()),
    /// })?;
    /// let error = host.load(table::handle()).unwrap_err();
    /// assert_eq!(error.to_string(), r#""table" was loaded and did not get ready: the table is empty"#);
    /// # Ok::<(), registry_core::plugin::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NotFound`], and [`Error::WrongType`] if the plugin is no `T`.
    pub fn on_ready<T: ?Sized + 'static>(
        &self,
        plugin: impl TargetOf<T>,
        callback: impl Fn(&T) -> Result<(), crate::BoxError> + Send + Sync + 'static,
    ) -> Result<(), Error> {
        let mut state = self.lock();
        let node = state.require(plugin.name())?;
        state.expect_type(node, crate::plugin::instance::TypeOf::of::<T>())?;
        let hook = Hook::Closure(Arc::new(move |instance| callback(&*instance.downcast::<T>()?)));
        state.nodes[node].ready.push(hook);
        Ok(())
    }

    /// The names of all plugins and groups, sorted; without aliases.
    #[must_use]
    pub fn names(&self) -> Vec<Arc<str>> {
        let state = self.lock();
        let mut names: Vec<_> = state.live().map(|(_, node)| Arc::clone(&node.name)).collect();
        names.sort_unstable();
        names
    }

    /// Whether there is a plugin or group with this name or alias.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lock().find(name).is_some()
    }
}
