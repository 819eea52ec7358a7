//! A requirement that is loaded when it is asked for.

use super::error::Error;
use super::host::WeakHost;
use super::task::block_on;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A plugin that another one loads when it first needs it.
///
/// It is no requirement: it may be unloaded and reloaded while its user stays, and two plugins may have each other. So it is
/// asked for each time, which costs a look into the host's names; what [`get`](Self::get) gave should not be kept.
///
/// ```
/// use registry_core::plugin::{Host, Lazy, plugin};
///
/// #[plugin]
/// fn dictionary() -> Vec<String> {
///     vec!["large".into()]
/// }
///
/// pub struct Speller {
///     dictionary: Lazy<Vec<String>>,
/// }
///
/// #[plugin]
/// fn speller(dictionary: Lazy<Vec<String>>) -> Speller {
///     Speller { dictionary }
/// }
///
/// let host = Host::new();
/// let speller = host.load(speller::handle())?;
/// assert!(!host.is_loaded("dictionary"));
/// assert_eq!(speller.dictionary.get()?.len(), 1);
/// assert!(host.is_loaded("dictionary"));
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
pub struct Lazy<T: ?Sized> {
    from: From<T>,
}

enum From<T: ?Sized> {
    Host { host: WeakHost, plugin: Cow<'static, str>, output: PhantomData<fn() -> Arc<T>> },
    Value(Arc<T>),
}

impl<T: ?Sized + Send + Sync + 'static> Lazy<T> {
    /// One that is there already, for calling a plugin's function without a host.
    pub fn new(value: impl Into<Arc<T>>) -> Self {
        Self { from: From::Value(value.into()) }
    }

    pub(super) fn of(host: WeakHost, plugin: Cow<'static, str>) -> Self {
        Self { from: From::Host { host, plugin, output: PhantomData } }
    }

    /// The instance as it is now; it is loaded if it is not.
    ///
    /// # Errors
    /// Those of [`Host::load`](super::Host::load), and [`Error::HostIsGone`].
    pub fn get(&self) -> Result<Arc<T>, Error> {
        match &self.from {
            From::Value(value) => Ok(Arc::clone(value)),
            From::Host { host, plugin, .. } => block_on(host.require(plugin)?.load_lazily(plugin, false)),
        }
    }

    /// The same where the plugin, or one that it requires, is an `async fn`.
    ///
    /// # Errors
    /// Those of [`get`](Self::get).
    pub async fn get_async(&self) -> Result<Arc<T>, Error> {
        match &self.from {
            From::Value(value) => Ok(Arc::clone(value)),
            From::Host { host, plugin, .. } => host.require(plugin)?.load_lazily(plugin, true).await,
        }
    }
}

impl<T: ?Sized> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.from {
            From::Value(_) => formatter.write_str("Lazy"),
            From::Host { plugin, .. } => write!(formatter, "Lazy({plugin:?})"),
        }
    }
}
