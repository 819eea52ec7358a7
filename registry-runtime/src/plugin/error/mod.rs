//! Everything that a host can refuse, and everything that can go wrong in a plugin.

mod argument;
mod failed;
mod not_found;
mod path;
mod reload;
mod wrong_type;

pub use argument::{ArgumentFault, WrongArgument};
pub use failed::{Failed, Phase};
pub use not_found::NoSuchPlugin;
pub use reload::{Failures, ReloadFailed};
pub use wrong_type::WrongType;

pub(super) use wrong_type::Asking;

use super::args::Args;
use super::instance::WrongInstance;
use path::{Arrows, Path, Running};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// An operation of a [`Host`](super::Host) that was not done, or not completely.
///
/// It can be cloned: whoever waited for the same load gets the same error.
#[derive(Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The host has no plugin with this name.
    #[error(transparent)]
    NotFound(#[from] Arc<NoSuchPlugin>),

    /// The plugin is disabled, by [`Host::disable`](super::Host::disable) or config.
    #[error("the plugin \"{plugin}\" is disabled{}; `enable` it first", Path(path))]
    #[non_exhaustive]
    Disabled {
        /// The plugin.
        plugin: Arc<str>,
        /// How the load came there, from the plugin that was to be loaded.
        path: Vec<Arc<str>>,
    },

    /// Plugins require each other in a circle, or a plugin asks for itself while it is loaded.
    #[error("these plugins require each other: {}; make one of the requirements a `Lazy`", Arrows(path))]
    #[non_exhaustive]
    Cycle {
        /// The circle; the first is also the last.
        path: Vec<Arc<str>>,
    },

    /// A requirement is of another type than the plugin that it names.
    #[error(transparent)]
    WrongType(#[from] Arc<WrongType>),

    /// An argument is missing, unknown, or not of the parameter's type.
    #[error(transparent)]
    Argument(#[from] Arc<WrongArgument>),

    /// The plugin is loaded with other arguments, and the strategy was [`Conflict::Error`](super::Conflict::Error).
    #[error("\"{plugin}\" is loaded with {loaded:?}, and was asked for with {asked:?}")]
    #[non_exhaustive]
    Conflict {
        /// The plugin.
        plugin: Arc<str>,
        /// The arguments it was loaded with.
        loaded: Arc<Args>,
        /// The arguments it was asked for with.
        asked: Arc<Args>,
    },

    /// The plugin's function is `async`, and the load was not.
    #[error("\"{plugin}\" is or has an `async fn`{}; use the method that ends with `_async`", Path(path))]
    #[non_exhaustive]
    Async {
        /// The plugin.
        plugin: Arc<str>,
        /// How the load came there, from the plugin that was to be loaded.
        path: Vec<Arc<str>>,
    },

    /// Code of the plugin failed: its error is the [`source`](std::error::Error::source).
    #[error(transparent)]
    Failed(#[from] Arc<Failed>),

    /// After a reload or a replacement, something that was loaded is not loaded any more.
    #[error(transparent)]
    Reload(#[from] Arc<ReloadFailed>),

    /// The load took too long.
    #[error("loading \"{plugin}\" takes longer than {after:?}{}", Running(running))]
    #[non_exhaustive]
    Timeout {
        /// The plugin that was to be loaded.
        plugin: Arc<str>,
        /// The time it had.
        after: Duration,
        /// The plugins whose functions were running.
        running: Vec<Arc<str>>,
    },

    /// An earlier load of the plugin took too long, and its function is still running.
    #[error("\"{plugin}\" is still being loaded for a request that has timed out; try again later")]
    #[non_exhaustive]
    StillRunning {
        /// The plugin.
        plugin: Arc<str>,
    },

    /// Code of a plugin asked for what can only be done when no plugin is being loaded or unloaded.
    #[error("cannot {what} from inside of \"{plugin}\", which is being {state}; do it after that")]
    #[non_exhaustive]
    Inside {
        /// The plugin whose code asked.
        plugin: Arc<str>,
        /// `loaded` or `unloaded`.
        state: &'static str,
        /// What it asked for.
        what: String,
    },

    /// The load that the context belongs to is over.
    #[error(
        "the load of \"{plugin}\" is over, so nothing can become a requirement of it; keep a `Lazy` or a `WeakHost`"
    )]
    #[non_exhaustive]
    LoadIsOver {
        /// The plugin.
        plugin: Arc<str>,
    },

    /// The name is that of another plugin or group.
    #[error(
        "the host has a plugin \"{plugin}\" already; give this one another name with `add_as`, or `replace` that one"
    )]
    #[non_exhaustive]
    Taken {
        /// The name.
        plugin: Arc<str>,
    },

    /// No plugin can have this name.
    #[error("{name:?} cannot be the name of a plugin: {fault}")]
    #[non_exhaustive]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        fault: &'static str,
    },

    /// What cannot be done to a plugin that is loaded.
    #[error("\"{plugin}\" is loaded; unload it before you {what} it")]
    #[non_exhaustive]
    IsLoaded {
        /// The plugin.
        plugin: Arc<str>,
        /// What was to be done.
        what: &'static str,
    },

    /// What can be done to groups alone, or not to groups.
    #[error("\"{plugin}\" is {}; {what}", if *is_group { "a group" } else { "not a group" })]
    #[non_exhaustive]
    Group {
        /// The plugin.
        plugin: Arc<str>,
        /// Whether it is a group.
        is_group: bool,
        /// Why that matters.
        what: &'static str,
    },

    /// The host is gone, or being shut down.
    #[error("the host of \"{plugin}\" is gone, or going")]
    #[non_exhaustive]
    HostIsGone {
        /// The plugin that was asked for.
        plugin: Arc<str>,
    },

    /// What is wrong with a [`HostConfig`](super::HostConfig), which was read from a document.
    #[cfg(feature = "serde")]
    #[error("{place}: {error}")]
    #[non_exhaustive]
    Config {
        /// Where the document says it.
        place: crate::config::Place,
        /// What is wrong.
        error: Box<Error>,
    },

    /// An instance is of another type than the one asked for.
    #[error(transparent)]
    Instance(#[from] WrongInstance),
}

/// The `Debug` form is the message: that is what a `main` that returns it prints.
impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
