//! One registration: name, metadata, origin, constructor.

mod component;
#[cfg_attr(not(feature = "std"), path = "construction_without_waiting.rs")]
mod construction;
mod origin;
mod registration;
mod shared;

use alloc::boxed::Box;
pub use component::{Component, RunTime};
pub(crate) use construction::Instances;
pub use origin::Origin;
pub use registration::{Deprecation, Details, Home, Identity, Replaces, Secondary, Subject};

use crate::error::Error;
use crate::registry::Registry;
use core::fmt;
pub(crate) use registration::Registration;
pub(crate) use shared::Shared;

/// The registry that an entry is linked with, or `None` if it was registered at run time: a function, because a reference to a static
/// costs the compiler more in each registration, and so does an `Option` of a function.
pub(crate) type LinkedWith<I, M> = fn() -> Option<&'static Registry<I, M>>;

/// One registration in a [`Registry`](crate::Registry): a component, its name, and what is known about it.
///
/// Entries are `'static`: they are part of the program, or were made at run time and stay. What changes while it runs, such as the shared instance, is kept by the
/// registry.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static COMMANDS: Registry<fn() -> u32>;
///
/// /// Says how many there are.
/// #[register(kind = "commands", aliases = ["n"], api = "v1")]
/// fn count() -> u32 {
///     3
/// }
///
/// let entry = COMMANDS.require("count")?;
/// assert_eq!((entry.name(), entry.kind(), entry.aliases()), ("count", "commands", &["n"][..]));
/// assert_eq!(entry.docs(), "Says how many there are.");
/// assert_eq!(entry.api(), Some("v1"));
/// assert_eq!(entry.instance()?(), 3);
/// assert!(entry.origin().file.ends_with(".rs"));
/// # Ok::<(), registry_core::Error>(())
/// ```
// in this order, because an index reads the name and whether there are details, and with both in one line of the cache it waits once
#[repr(C)]
pub struct Entry<I: ?Sized + 'static, M: 'static = ()> {
    name: &'static str,
    registration: Registration,
    component: Component<I>,
    meta: M,
    registry: LinkedWith<I, M>,
}

impl<I: ?Sized + 'static, M: 'static> Entry<I, M> {
    /// What `#[register]` makes. Not public API.
    #[doc(hidden)]
    #[inline]
    #[must_use]
    pub const fn new(
        registry: LinkedWith<I, M>,
        component: Component<I>,
        name: &'static str,
        meta: M,
        facts: &'static str,
    ) -> Self {
        Self { name, component, meta, registration: Registration { facts, details: None }, registry }
    }

    /// Only compiled: `collect` says that an entry is `Sync` where this is so.
    #[expect(dead_code, reason = "it is a proof")]
    fn has_only_sync_fields(self)
    where
        I: Sync,
        M: Sync,
    {
        fn is_sync<T: Sync>(_: &T) {}
        let Self { name, component, meta, registration, registry } = self;
        is_sync(&name);
        is_sync(&component);
        is_sync(&meta);
        is_sync(&registration);
        is_sync(&registry);
    }

    /// What a registration at run time makes.
    pub(crate) fn at_run_time(
        component: Component<I>,
        name: &'static str,
        meta: M,
        facts: &'static str,
        details: &'static Details,
    ) -> Self {
        Self { name, component, meta, registration: Registration { facts, details: Some(details) }, registry: || None }
    }

    /// What `#[register]` seldom adds. Not public API.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_details(mut self, details: &'static Details) -> Self {
        self.registration.details = Some(details);
        self
    }

    /// The name it is registered under.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the registry, as in `kind = "metrics"`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.registration.kind()
    }

    /// Other names that lead to this entry.
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.registration.details().aliases
    }

    /// The metadata: what `meta(..)` gave, and the defaults of the other fields.
    #[must_use]
    pub fn meta(&self) -> &M {
        &self.meta
    }

    /// The doc comment of the registered item, without the comment marks; empty if there is none.
    #[must_use]
    pub fn docs(&self) -> &'static str {
        self.registration.docs()
    }

    /// Where it was registered.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.registration.origin()
    }

    /// The API version it declares.
    #[must_use]
    pub fn api(&self) -> Option<&'static str> {
        Some(self.registration.details().api).filter(|api| !api.is_empty())
    }

    /// Since when and why it should not be used any more.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation> {
        self.registration.details().deprecation
    }

    /// Whether its name is promised to stay.
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.registration.details().stable
    }

    /// The path of the registered item, as `my_crate::module::F1`; a type of another crate as it was written. It is
    /// for people: an item inside a function has the path of the module around it. Of an entry that came with `secondary(..)`:
    /// the component, as it was written.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.registration.type_name()
    }

    /// The place of its name among all names of the registry that it was first registered in, from 0: entries can be kept in a `Vec`
    /// by it. In a registry that is changed at run time, the first call after a change counts anew.
    ///
    /// Entries that arrive late (a library that is loaded at run time) move the ids of those after them. An entry that lost its
    /// name has the id of the one that took it; one that is kept out for its API version, the place that its name would have.
    #[must_use]
    pub fn id(&self) -> usize {
        match ((self.registry)(), &self.registration.details().home) {
            (Some(registry), _) => registry.place_of(self.name),
            (None, Some(home)) => home.place_of(self.name),
            (None, None) => 0,
        }
    }

    /// The one shared instance. It is constructed at the first call, once, however many threads ask; a registered
    /// function, static or constant is its own instance.
    ///
    /// # Errors
    /// - [`Error::Construction`] with the constructor's own error. The next call tries again.
    /// - [`Error::Cycle`] if the constructor asks for the instance that it is constructing.
    /// - [`Error::Busy`] without the feature `std`, if it is being constructed.
    ///
    /// # Panics
    /// If the constructor does. The next call tries again.
    pub fn instance(&'static self) -> Result<&'static I, Error> {
        if let Component::Value(value, _) = self.component {
            return Ok(value);
        }
        match (self.registry)() {
            Some(registry) => registry.instance_of(self),
            None => self.shared().copied(),
        }
    }

    /// The shared instance as it is kept, or constructed now.
    pub(crate) fn shared(&'static self) -> Result<Shared<I>, Error> {
        let once = |instances: &Instances<I>| construction::once(self.construction(), instances, || self.create());
        match &self.component {
            Component::Value(value, _) => Ok(value),
            Component::RunTime(own) => own.shared(once),
            _ => {
                let registry =
                    (self.registry)().expect("what is registered at run time is a value or has its instance");
                once(registry.instances())
            }
        }
    }

    /// A component of the caller's own, constructed now. A registered function or constant is copied; one that takes config gets
    /// an empty one.
    ///
    /// # Errors
    /// - [`Error::Construction`] with the constructor's own error.
    /// - [`Error::NoConstructor`] if a static is registered, or an object at run time: there is only the one.
    ///
    /// # Panics
    /// If the constructor does.
    #[inline]
    pub fn create(&self) -> Result<Box<I>, Error> {
        match self.component {
            Component::Default(construct) => Ok(construct()),
            _ => self.create_any(),
        }
    }

    /// The same for what may fail: apart, so that the usual way is short.
    #[inline(never)]
    fn create_any(&self) -> Result<Box<I>, Error> {
        match self.component {
            Component::Default(construct) => Ok(construct()),
            Component::Constructor(construct) => construct().map_err(|source| self.failed(source)),
            Component::RunTime(own) => own.construct().map_err(|source| self.failed(source)),
            #[cfg(feature = "serde")]
            Component::Configured(_) => self.create_without_config(),
            Component::Value(value, copy) => copy(value).ok_or_else(|| self.no_constructor()),
        }
    }

    pub(crate) fn component(&self) -> &Component<I> {
        &self.component
    }

    fn no_constructor(&self) -> Error {
        Error::NoConstructor { kind: self.kind(), name: self.name, origin: Box::new(self.origin()) }
    }

    pub(crate) fn failed(&self, source: crate::error::BoxError) -> Error {
        Error::Construction { kind: self.kind(), name: self.name, origin: Box::new(self.origin()), source }
    }

    /// By which it is told apart: entries never move.
    pub(crate) fn address(&self) -> usize {
        core::ptr::from_ref(self).addr()
    }

    fn construction(&self) -> shared::Key {
        shared::Key { address: self.address(), kind: self.kind(), name: self.name }
    }

    pub(crate) fn registration(&self) -> &Registration {
        &self.registration
    }

    /// Where its value is, if it has one.
    pub(crate) fn value_address(&self) -> Option<usize> {
        match self.component {
            Component::Value(value, _) => Some(core::ptr::from_ref(value).cast::<()>().addr()),
            _ => None,
        }
    }
}

/// Without the metadata, which need not be `Debug`.
impl<I: ?Sized, M> fmt::Debug for Entry<I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Entry")
            .field("kind", &self.kind())
            .field("name", &self.name)
            .field("type_name", &self.type_name())
            .field("origin", &self.origin())
            .finish_non_exhaustive()
    }
}
