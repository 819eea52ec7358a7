//! What a plugin is made of: the same for those that `#[plugin]` writes down and those that are made at run time.

use super::inputs::Inputs;
use super::instance::{Instance, TypeOf};
use super::value::Value;
use crate::entry::Origin;
use crate::error::BoxError;
use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A future that can be sent to another thread.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What `#[plugin]` writes down. Not public API.
#[allow(missing_docs, reason = "the fields are named for the arguments of `#[plugin]`")]
pub struct Definition {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub docs: &'static str,
    pub origin: Origin,
    pub groups: &'static [&'static str],
    pub parameters: &'static [Parameter],
    /// What `Dep<T>` of it is about.
    pub output: fn() -> TypeOf,
    pub load: Load,
    pub hooks: Hooks,
}

/// The plugin's function, once it has its parameters.
#[derive(Clone)]
pub enum Load {
    /// `fn`
    Now(fn(Inputs) -> Result<Instance, BoxError>),
    /// `async fn`
    Later(fn(Inputs) -> BoxFuture<Result<Instance, BoxError>>),
    /// A closure of a plugin that is made at run time.
    Closure(Arc<dyn Fn(Inputs) -> Result<Instance, BoxError> + Send + Sync>),
    /// The same for a closure that returns a future.
    LaterClosure(Arc<dyn Fn(Inputs) -> BoxFuture<Result<Instance, BoxError>> + Send + Sync>),
}

/// What is called with an instance, after it was made or before it goes.
#[derive(Clone)]
pub enum Hook {
    /// A path in `#[plugin]`.
    Function(fn(Instance) -> BoxFuture<Result<(), BoxError>>),
    /// A closure of a plugin that is made at run time.
    Closure(Arc<HookClosure>),
}

/// What a closure for a hook is.
pub(super) type HookClosure = dyn Fn(&Instance) -> Result<(), BoxError> + Send + Sync;

/// The hooks of a plugin. Not public API.
#[allow(missing_docs, reason = "the fields are named for the arguments of `#[plugin]`")]
#[derive(Clone)]
pub struct Hooks {
    pub check: Option<Hook>,
    pub ready: Cow<'static, [Hook]>,
    pub unload: Option<Hook>,
}

impl Hooks {
    /// None.
    pub const NONE: Self = Self { check: None, ready: Cow::Borrowed(&[]), unload: None };
}

/// A parameter of the plugin's function. Not public API.
#[derive(Clone)]
pub struct Parameter {
    /// As it was written.
    pub name: Cow<'static, str>,
    /// What is passed for it.
    pub role: Role,
}

/// What is passed for a parameter. Not public API.
#[derive(Clone)]
pub enum Role {
    /// A value that the user gives.
    Argument(ArgumentType),
    /// `Dep<T>`, or `Option<Dep<T>>` if it is optional: the plugin with this name.
    One {
        /// The plugin's name.
        plugin: Cow<'static, str>,
        /// `T`
        output: fn() -> TypeOf,
        /// Whether it can do without.
        optional: bool,
    },
    /// `Vec<Dep<T>>`: the members of the group with this name.
    All {
        /// The group's name.
        group: Cow<'static, str>,
        /// `T`
        output: fn() -> TypeOf,
    },
    /// `Lazy<T>`: the plugin with this name, when it is asked for.
    Lazy {
        /// The plugin's name.
        plugin: Cow<'static, str>,
        /// `T`
        output: fn() -> TypeOf,
    },
    /// `LoadContext`, or what has nothing to do with other plugins.
    Other,
}

/// The type of an argument. Not public API.
#[derive(Clone, Copy)]
pub struct ArgumentType {
    /// Its name, as it was written.
    pub name: &'static str,
    /// Whether it must be given.
    pub required: bool,
    /// Whether the argument can be made of a value; if not, why.
    pub accepts: fn(&Value) -> Result<(), BoxError>,
}

/// A plugin that a host can be given.
#[derive(Clone)]
pub struct Blueprint(Arc<Parts>);

pub struct Parts {
    pub(super) name: Cow<'static, str>,
    pub(super) groups: Vec<Cow<'static, str>>,
    pub(super) parameters: Cow<'static, [Parameter]>,
    pub(super) output: fn() -> TypeOf,
    pub(super) load: Load,
    pub(super) hooks: Hooks,
    pub(super) docs: &'static str,
    pub(super) origin: Option<Origin>,
    pub(super) aliases: Vec<&'static str>,
}

impl Blueprint {
    pub(super) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Of a plugin that `#[plugin]` wrote down.
    pub(super) fn of(definition: &'static Definition) -> Self {
        Self::new(Parts {
            name: definition.name.into(),
            groups: definition.groups.iter().map(|group| Cow::Borrowed(*group)).collect(),
            parameters: Cow::Borrowed(definition.parameters),
            output: definition.output,
            load: definition.load.clone(),
            hooks: definition.hooks.clone(),
            docs: definition.docs,
            origin: Some(definition.origin),
            aliases: definition.aliases.to_vec(),
        })
    }

    pub(super) fn without_aliases(self) -> Self {
        if self.aliases.is_empty() {
            return self;
        }
        let Parts { name, groups, parameters, output, load, hooks, docs, origin, .. } = &*self;
        Self::new(Parts {
            name: name.clone(),
            groups: groups.clone(),
            parameters: parameters.clone(),
            output: *output,
            load: load.clone(),
            hooks: hooks.clone(),
            docs,
            origin: *origin,
            aliases: Vec::new(),
        })
    }

    /// The parameter with this name.
    pub(super) fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

impl std::ops::Deref for Blueprint {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Load {
    pub(super) fn is_async(&self) -> bool {
        matches!(self, Self::Later(_) | Self::LaterClosure(_))
    }
}

impl fmt::Debug for Definition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Definition").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Hook {
    pub(super) async fn call(&self, instance: &Instance) -> Result<(), BoxError> {
        match self {
            Self::Function(hook) => hook(instance.clone()).await,
            Self::Closure(hook) => hook(instance),
        }
    }
}
