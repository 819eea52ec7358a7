//! What `#[plugin]` expands to calls. Not public API: it changes without notice.
//!
//! What cannot be seen from tokens is told apart by method probing, as for constructors: an inherent method comes before one of a
//! trait, and a trait of the value before one of a reference to it.

mod hook;
mod instance;
mod named;
mod scope;

pub use super::definition::{ArgumentType, BoxFuture, Definition, Hook, Hooks, Load, Parameter, Role};
pub use super::instance::TypeOf;
pub use hook::{Called, CalledFuture, CalledNow, HookOutcome};
pub use instance::{
    Declared, InstanceType, NoResult, Outcome, PlainOutcome, PlainShape, PluginError, Shape, SharedType, instance,
};
pub use named::{Gives, Provides, components, missing, origin};
pub use scope::{
    DoesNotImplement, FunctionOutput, Given, IsFunction, NoFunction, NoFuture, NoOutcome, NotInScope, NotShared,
    Nothing, Scope, WithFuture,
};
pub use std::borrow::Cow;
pub use std::boxed::Box;
pub use std::option::Option;
pub use std::result::Result;
pub use std::sync::Arc;
