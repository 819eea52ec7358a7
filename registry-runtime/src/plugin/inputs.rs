//! What a plugin's function is called with.

use super::argument::Argument;
use super::context::LoadContext;
use super::definition::Blueprint;
use super::dep::Dep;
use super::host::{Attempt, Shared};
use super::instance::Instance;
use super::lazy::Lazy;
use super::value::Value;
use crate::error::BoxError;
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a plugin's function is called with: one input for each of its parameters.
///
/// Only plugins that are made at run time see it; `#[plugin]` passes parameters.
pub struct Inputs {
    pub(super) blueprint: Blueprint,
    /// In the order of the parameters.
    values: Vec<Input>,
    host: Arc<Shared>,
    attempt: Attempt,
    /// Where to look first: most functions take one input after the other.
    next: AtomicUsize,
}

/// What there is for a parameter.
pub(super) enum Input {
    /// What was given, if anything was.
    Argument(Option<Value>),
    /// The instance of the plugin, if there is one.
    One(Option<Instance>),
    All(Vec<Instance>),
    Lazy(Cow<'static, str>),
    Other,
}

/// What a parameter is, in messages.
#[derive(Debug, thiserror::Error)]
#[error("\"{plugin}\" has no parameter `{name}` that is {what}")]
struct NoSuchInput {
    plugin: Arc<str>,
    name: String,
    what: &'static str,
}

impl Inputs {
    /// The value that was given for the argument `name`.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value> {
        match self.find(name) {
            Some(Input::Argument(value)) => value.as_ref(),
            _ => None,
        }
    }

    /// The argument `name`, which must be given.
    ///
    /// # Errors
    /// The plugin has no such argument, it was not given, or it cannot become an `A`.
    pub fn argument<A: Argument>(&self, name: &str) -> Result<A, BoxError> {
        self.optional_argument(name)?.ok_or_else(|| format!("the argument `{name}` is not given").into())
    }

    /// The argument `name`, if it is given.
    ///
    /// # Errors
    /// The plugin has no such argument, or it cannot become an `A`.
    pub fn optional_argument<A: Argument>(&self, name: &str) -> Result<Option<A>, BoxError> {
        let Some(Input::Argument(value)) = self.find(name) else { return Err(self.missing(name, "an argument")) };
        let argument = value.as_ref().map(A::from_value).transpose();
        argument.map_err(|error| format!("the argument `{name}`: {error}").into())
    }

    /// The plugin that the requirement `name` is about.
    ///
    /// # Errors
    /// The plugin has no such requirement, or it is of another type.
    pub fn dep<T: ?Sized + 'static>(&self, name: &str) -> Result<Dep<T>, BoxError> {
        self.optional(name)?.ok_or_else(|| self.missing(name, "a requirement"))
    }

    /// The plugin that the optional requirement `name` is about, if there is one.
    ///
    /// # Errors
    /// The plugin has no such requirement, or it is of another type.
    pub fn optional<T: ?Sized + 'static>(&self, name: &str) -> Result<Option<Dep<T>>, BoxError> {
        let Some(Input::One(instance)) = self.find(name) else { return Err(self.missing(name, "a requirement")) };
        let value = instance.as_ref().map(Instance::downcast).transpose()?;
        Ok(value.map(Dep::from))
    }

    /// The members of the group that the requirement `name` is about.
    ///
    /// # Errors
    /// The plugin has no such requirement, or a member is of another type.
    pub fn all<T: ?Sized + 'static>(&self, name: &str) -> Result<Vec<Dep<T>>, BoxError> {
        let Some(Input::All(instances)) = self.find(name) else { return Err(self.missing(name, "a group")) };
        let members: Result<_, _> = instances.iter().map(|instance| instance.downcast().map(Dep::from)).collect();
        Ok(members?)
    }

    /// The plugin that the lazy requirement `name` is about.
    ///
    /// # Errors
    /// The plugin has no such requirement.
    pub fn lazy<T: ?Sized + Send + Sync + 'static>(&self, name: &str) -> Result<Lazy<T>, BoxError> {
        let Some(Input::Lazy(plugin)) = self.find(name) else { return Err(self.missing(name, "a lazy requirement")) };
        Ok(Lazy::of(self.host.weak(), plugin.clone()))
    }

    /// The load itself, through which the function can load more.
    #[must_use]
    pub fn context(&self) -> LoadContext {
        LoadContext { host: self.host.weak(), attempt: self.attempt.clone() }
    }

    pub(super) fn new(blueprint: Blueprint, values: Vec<Input>, host: &Arc<Shared>, attempt: &Attempt) -> Self {
        Self { blueprint, values, host: Arc::clone(host), attempt: attempt.clone(), next: AtomicUsize::new(0) }
    }

    fn find(&self, name: &str) -> Option<&Input> {
        let parameters = &*self.blueprint.parameters;
        let next = self.next.load(Ordering::Relaxed);
        let is_it = |place: &usize| parameters.get(*place).is_some_and(|parameter| parameter.name == name);
        let place = Some(next).filter(is_it).or_else(|| (0..parameters.len()).find(is_it))?;
        self.next.store(place + 1, Ordering::Relaxed);
        self.values.get(place)
    }

    fn missing(&self, name: &str, what: &'static str) -> BoxError {
        let plugin = Arc::clone(&self.attempt.plugin);
        NoSuchInput { plugin, name: name.to_owned(), what }.into()
    }
}
