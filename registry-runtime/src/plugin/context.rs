//! The load that a plugin's function is called for.

use super::error::Error;
use super::handle::{Target, TargetOf};
use super::host::{Attempt, WeakHost};
use super::instance::{Instance, TypeOf};
use super::options::LoadOptions;
use super::task::block_on;
use std::fmt;
use std::sync::Arc;

/// The load that a plugin's function is called for: a parameter of type `LoadContext` gets it.
///
/// What is loaded through it becomes a requirement of the plugin, as if it had been declared. The set is taken anew at each load.
///
/// ```
/// use registry_core::plugin::{Host, LoadContext, args, plugin};
///
/// #[plugin]
/// fn upstream(#[arg(default = 4)] size: u32) -> u32 {
///     size
/// }
///
/// #[plugin]
/// fn dynamic(context: LoadContext) -> Result<u32, registry_core::plugin::Error> {
///     let upstream = context.load(upstream::handle())?;
///     Ok(*upstream * 10)
/// }
///
/// let host = Host::new();
/// assert_eq!(*host.load(dynamic::handle())?, 40);
/// host.load_with("upstream", args! { size: 5 })?; // brings `dynamic` back with the new one
/// assert_eq!(*host.load(dynamic::handle())?, 50);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone)]
pub struct LoadContext {
    pub(super) host: WeakHost,
    pub(super) attempt: Attempt,
}

impl LoadContext {
    /// The name of the plugin in this host.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.attempt.plugin
    }

    /// The host, for later: it does not keep the host alive, and what is loaded through it is no requirement.
    #[must_use]
    pub fn weak_host(&self) -> WeakHost {
        self.host.clone()
    }

    /// Loads another plugin, which becomes a requirement of this one.
    ///
    /// # Errors
    /// Those of [`Host::load`](super::Host::load), and [`Error::LoadIsOver`] when the plugin is loaded.
    pub fn load<T: ?Sized + 'static>(&self, plugin: impl TargetOf<T>) -> Result<Arc<T>, Error> {
        let (name, expected) = (plugin.name().into(), Some(TypeOf::of::<T>()));
        Ok(block_on(self.instance(name, expected, LoadOptions::new(), false))?.downcast()?)
    }

    /// Loads another plugin with arguments; see [`Host::load_with`](super::Host::load_with).
    ///
    /// # Errors
    /// Those of [`load`](Self::load). What is loaded with other arguments cannot be reloaded here: [`Error::Inside`].
    pub fn load_with<P: Target>(&self, plugin: P, options: impl Into<LoadOptions>) -> Result<P::Output, Error> {
        let (name, expected) = (plugin.name().into(), plugin.expected());
        P::output(block_on(self.instance(name, expected, options.into(), false))?)
    }

    /// The same as [`load`](Self::load) where the other plugin, or what it requires, may be an `async fn`.
    ///
    /// # Errors
    /// Those of [`load`](Self::load).
    pub async fn load_async<T: ?Sized + 'static>(&self, plugin: impl TargetOf<T>) -> Result<Arc<T>, Error> {
        let (name, expected) = (plugin.name().into(), Some(TypeOf::of::<T>()));
        drop(plugin);
        Ok(self.instance(name, expected, LoadOptions::new(), true).await?.downcast()?)
    }

    /// The same as [`load_with`](Self::load_with) where the other plugin, or what it requires, may be an `async fn`.
    ///
    /// # Errors
    /// Those of [`load_with`](Self::load_with).
    pub async fn load_with_async<P: Target>(
        &self,
        plugin: P,
        options: impl Into<LoadOptions>,
    ) -> Result<P::Output, Error> {
        let (name, expected, options) = (plugin.name().into(), plugin.expected(), options.into());
        drop(plugin);
        P::output(self.instance(name, expected, options, true).await?)
    }

    async fn instance(
        &self,
        plugin: Arc<str>,
        expected: Option<TypeOf>,
        options: LoadOptions,
        asynchronous: bool,
    ) -> Result<Instance, Error> {
        let host = self.host.require(&plugin)?;
        host.load_inside(self.attempt.clone(), plugin, expected, options, asynchronous).await
    }
}

impl fmt::Debug for LoadContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LoadContext({:?})", self.name())
    }
}
