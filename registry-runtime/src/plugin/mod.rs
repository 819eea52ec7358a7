//! Components with a life: they own something, need each other, and can be exchanged while the program runs.

#![allow(clippy::needless_pass_by_value, reason = "`host.load(name)` takes a name or a handle as it is written")]

mod args;
mod argument;
mod context;
pub(crate) mod definition;
mod dep;
mod error;
mod event;
#[doc(hidden)]
pub mod expansion;
mod graph;
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
mod status;
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
pub use graph::Graph;
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
pub use status::{PluginState, PluginStatus, Status};
pub use value::Value;

#[doc(no_inline)]
pub use registry_macros::plugin;

/// What the macros' expansions call for arguments. Not public API.
#[doc(hidden)]
pub mod argument_private {
    pub use super::args::{check_names, plain_name};
    pub use super::argument::probe::{Accepted, Probe, Taker, probing};
    pub use super::value::given::{Given, giving};
}
