//! An entry that is made at run time, as a builder.

use super::Registry;
use super::change::{Component, Offer};
use crate::constructor::Constructed;
use crate::entry::{Deprecation, Entry};
use crate::error::{BoxError, Refused};
use std::fmt;
use std::panic::Location;
use std::sync::Arc;

/// An entry that is about to be registered at run time; made by [`Registry::new_entry`]. Needs the feature `std`.
///
/// ```
/// use registry_core::{Metadata, Refused, Registry};
/// use std::sync::Arc;
///
/// trait Metric: Send + Sync {
///     fn score(&self) -> f64;
/// }
///
/// struct Constant(f64);
/// impl Metric for Constant {
///     fn score(&self) -> f64 {
///         self.0
///     }
/// }
///
/// #[derive(Metadata)]
/// struct MetricInfo {
///     #[metadata(required)]
///     category: &'static str,
/// }
///
/// let metrics: Registry<dyn Metric, MetricInfo> = Registry::new("metrics");
/// let entry = metrics
///     .new_entry("half", MetricInfo { category: "test" })
///     .aliases(["fifty"])
///     .docs("Always a half.")
///     .register(Arc::new(Constant(0.5)))?;
///
/// assert_eq!((entry.name(), entry.aliases(), entry.docs()), ("half", &["fifty"][..], "Always a half."));
/// assert_eq!(metrics.instance("fifty").unwrap().score(), 0.5);
/// # Ok::<(), Refused>(())
/// ```
#[must_use = "nothing is registered before `register`, `register_value` or `register_constructor`"]
pub struct NewEntry<'a, I: ?Sized + 'static, M: 'static> {
    registry: &'a Registry<I, M>,
    offer: Offer<M>,
}

impl<'a, I: ?Sized + Sync, M: Sync> NewEntry<'a, I, M> {
    pub(super) fn new(registry: &'a Registry<I, M>, name: &str, meta: M, place: &'static Location<'static>) -> Self {
        Self { registry, offer: Offer::new(name, meta, place) }
    }

    /// More names that lead to the entry.
    pub fn aliases(mut self, aliases: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.offer.aliases.extend(aliases.into_iter().map(Into::into));
        self
    }

    /// What it is, for people.
    pub fn docs(mut self, docs: impl Into<String>) -> Self {
        self.offer.docs = docs.into();
        self
    }

    /// The API version it is made for.
    pub fn api(mut self, version: impl Into<String>) -> Self {
        self.offer.api = version.into();
        self
    }

    /// That it should not be used any more.
    pub fn deprecated(mut self, deprecation: Deprecation) -> Self {
        self.offer.deprecation = Some(deprecation);
        self
    }

    /// That its name is promised to stay.
    pub fn stable(mut self) -> Self {
        self.offer.stable = true;
        self
    }

    /// That it takes the place of the entry that has this name or alias, under all its names, whatever the policy.
    pub fn replacing(mut self) -> Self {
        self.offer.replacing = true;
        self
    }

    /// Registers an object, which is its own shared instance; [`create`](Registry::create) makes no other. See
    /// [`Registry::register`].
    ///
    /// # Errors
    /// [`Refused`]
    pub fn register(self, component: Arc<I>) -> Result<&'static Entry<I, M>, Refused> {
        self.registry.offer(self.offer, Component::object(component))
    }

    /// Registers a value, such as a function in a registry of function pointers; [`create`](Registry::create) clones it. An equal
    /// value under the same name is no change; whether two pointers to one function are equal, the compiler does not promise.
    ///
    /// ```
    /// use registry_core::{Refused, Registry};
    ///
    /// fn double(number: i64) -> i64 {
    ///     2 * number
    /// }
    ///
    /// let commands: Registry<fn(i64) -> i64> = Registry::new("commands");
    /// commands.new_entry("double", ()).register_value(double)?;
    /// commands.new_entry("double", ()).register_value(double)?; // the same: nothing happens
    /// assert_eq!(commands.instance("double").unwrap()(21), 42);
    /// # Ok::<(), Refused>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`]
    pub fn register_value(self, value: I) -> Result<&'static Entry<I, M>, Refused>
    where
        I: Sized + Clone + PartialEq,
    {
        self.registry.offer(self.offer, Component::value(value))
    }

    /// Registers a constructor. The shared instance is constructed when it is first asked for.
    ///
    /// A function, named, is the same component each time; a function pointer and a closure with something in it never are.
    ///
    /// ```
    /// use registry_core::{Refused, Registry};
    ///
    /// let words: Registry<dyn Fn() -> String + Send + Sync> = Registry::new("words");
    /// let greeting = String::from("hello");
    /// words.new_entry("greeting", ()).register_constructor(move || {
    ///     let greeting = greeting.clone();
    ///     Ok(Box::new(move || greeting.clone()))
    /// })?;
    /// assert_eq!(words.create("greeting").unwrap()(), "hello");
    /// # Ok::<(), Refused>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`]
    pub fn register_constructor<F>(self, construct: F) -> Result<&'static Entry<I, M>, Refused>
    where
        F: Fn() -> Result<Box<I>, BoxError> + Send + Sync + 'static,
    {
        let construct: Box<dyn Fn() -> Constructed<I> + Send + Sync> = Box::new(construct);
        self.registry.offer(self.offer, Component::constructor::<F>(construct))
    }
}

/// Without the metadata, which need not be `Debug`.
impl<I: ?Sized, M> fmt::Debug for NewEntry<'_, I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewEntry")
            .field("kind", &self.registry.kind())
            .field("name", &self.offer.name)
            .field("aliases", &self.offer.aliases)
            .finish_non_exhaustive()
    }
}
