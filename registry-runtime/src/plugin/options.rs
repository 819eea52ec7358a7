//! What a load can be told beside the plugin.

use super::args::Args;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What happens when a plugin is asked for with other arguments than it is loaded with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conflict {
    /// It is reloaded with the new arguments.
    #[default]
    Replace,
    /// It stays, and the new arguments are ignored.
    KeepExisting,
    /// It is reloaded, also if the arguments are equal, or none are given.
    Force,
    /// The load is refused.
    Error,
}

/// What [`Host::load_with`](super::Host::load_with) can be told: [`args!`](super::args) make one, and more can be said.
///
/// ```
/// use registry_core::plugin::{Conflict, Host, args, plugin};
///
/// #[plugin]
/// fn pool(size: u32) -> u32 {
///     size
/// }
///
/// let host = Host::new();
/// host.load_with("pool", args! { size: 4 })?;
/// let error = host.load_with("pool", args! { size: 8 }.on_conflict(Conflict::Error)).unwrap_err();
/// assert_eq!(error.to_string(), r#""pool" is loaded with {"size": 4}, and was asked for with {"size": 8}"#);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct LoadOptions {
    pub(super) args: Option<Args>,
    pub(super) conflict: Conflict,
    pub(super) timeout: Option<Duration>,
    pub(super) progress: Option<Arc<OnProgress>>,
}

/// Who is told.
pub(super) type OnProgress = dyn Fn(Progress<'_>) + Send + Sync;

/// How far a load of many plugins is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress<'a> {
    /// The plugin that was loaded last.
    pub plugin: &'a str,
    /// How many of the plugins that had to be loaded are.
    pub done: usize,
    /// How many there are to load; more may be found on the way, through `LoadContext`.
    pub total: usize,
}

impl LoadOptions {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With these arguments. No arguments at all and an empty list of them differ: only the latter is compared with those that the plugin
    /// is loaded with.
    #[must_use]
    pub fn args(mut self, args: Args) -> Self {
        self.args = Some(args);
        self
    }

    /// What happens when the plugin is loaded with other arguments.
    #[must_use]
    pub fn on_conflict(mut self, conflict: Conflict) -> Self {
        self.conflict = conflict;
        self
    }

    /// The time that the load may take; a reload that becomes necessary is not counted.
    ///
    /// An `async fn` that takes longer is dropped. An ordinary function cannot be stopped: the load is given up, the function goes
    /// on in a thread of its own, and its instance is unloaded at once when it returns. Until then, the plugin cannot be loaded.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Is called after each plugin that was loaded.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(Progress<'_>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }
}

impl From<Args> for LoadOptions {
    fn from(args: Args) -> Self {
        Self::new().args(args)
    }
}

impl From<Conflict> for LoadOptions {
    fn from(conflict: Conflict) -> Self {
        Self::new().on_conflict(conflict)
    }
}

impl Args {
    /// With what happens when the plugin is loaded with other arguments.
    #[must_use]
    pub fn on_conflict(self, conflict: Conflict) -> LoadOptions {
        LoadOptions::from(self).on_conflict(conflict)
    }

    /// With the time that the load may take; see [`LoadOptions::timeout`].
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> LoadOptions {
        LoadOptions::from(self).timeout(timeout)
    }
}

impl fmt::Debug for LoadOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("LoadOptions")
            .field("args", &self.args)
            .field("conflict", &self.conflict)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
