//! Components with a life: they own something, need each other, and can be exchanged while the program runs.

#![allow(clippy::needless_pass_by_value, reason = "`host.load(name)` takes a name or a handle as it is written")]

mod args;
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

pub use args::Args;
pub use context::LoadContext;
pub use dep::Dep;
pub use error::{ArgumentFault, Error, Failed, Failures, NoSuchPlugin, Phase, ReloadFailed, WrongArgument, WrongType};
pub use event::Event;
pub use graph::Graph;
pub use group::{Group, GroupLoad, Members};
pub use handle::{Handle, Target, TargetOf};
pub use host::{Host, Plugin, WeakHost};
pub use inputs::Inputs;
pub use instance::{Instance, WrongInstance};
pub use lazy::Lazy;
pub use linked::PLUGINS;
pub use new_plugin::NewPlugin;
pub use options::{Conflict, LoadOptions, Progress};
pub use status::{PluginState, PluginStatus, Status};
pub use value::Value;

pub use registry_macros::plugin;
