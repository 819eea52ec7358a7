//! Components with a life: they own something, need each other, and can be exchanged while the program runs.

mod args;
mod context;
pub(crate) mod definition;
mod dep;
mod error;
mod event;
#[doc(hidden)]
pub mod expansion;
mod group;
mod handle;
mod host;
mod inputs;
mod instance;
mod lazy;
mod linked;
mod new_plugin;
mod options;
mod sync;
mod task;
mod value;

pub use args::Args;
pub use context::LoadContext;
pub use dep::Dep;
pub use error::{ArgumentFault, Error, Failed, Failures, NoSuchPlugin, Phase, ReloadFailed, WrongArgument, WrongType};
pub use event::Event;
pub use group::{Group, GroupLoad, Members};
pub use handle::{Handle, Target, TargetOf};
pub use host::{Host, Plugin, WeakHost};
pub use inputs::Inputs;
pub use instance::{Instance, WrongInstance};
pub use lazy::Lazy;
pub use linked::PLUGINS;
pub use new_plugin::NewPlugin;
pub use options::{Conflict, LoadOptions, Progress};
pub use value::Value;

#[doc(no_inline)]
pub use registry_macros::plugin;
