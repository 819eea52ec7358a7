//! Components with a life: they own something, need each other, and can be exchanged while the program runs.

mod args;
mod argument;
mod context;
#[doc(hidden)]
pub mod definition;
mod dep;
mod error;
mod event;
mod group;
mod handle;
mod host;
#[cfg(feature = "serde")]
mod host_config;
mod inputs;
mod instance;
mod lazy;
mod linked;
mod new_plugin;
mod options;
mod sync;
mod task;
mod value;

#[doc(inline)]
pub use crate::__args as args;
pub use args::Args;
pub use argument::Argument;
pub use context::LoadContext;
pub use dep::Dep;
pub use error::{ArgumentFault, Error, Failed, Failures, NoSuchPlugin, Phase, ReloadFailed, WrongArgument, WrongType};
pub use event::Event;
pub use group::{Group, GroupLoad, Members};
pub use handle::{Handle, Target, TargetOf};
pub use host::{Host, Plugin, WeakHost};
#[cfg(feature = "serde")]
pub use host_config::HostConfig;
pub use inputs::Inputs;
pub use instance::{Instance, WrongInstance};
pub use lazy::Lazy;
pub use linked::PLUGINS;
pub use new_plugin::NewPlugin;
pub use options::{Conflict, LoadOptions, Progress};
pub use value::Value;

/// What the macros' expansions call for arguments. Not public API.
#[doc(hidden)]
pub mod argument_private {
    pub use super::args::{check_names, plain_name};
    pub use super::argument::probe::{Accepted, Probe, Taker, probing};
    pub use super::value::given::{Given, giving};
}
