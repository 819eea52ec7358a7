//! Plugins without strings: a name with a type.

use super::definition::{Blueprint, Definition};
use super::error::Error;
use super::instance::{Instance, TypeOf};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A plugin's name, with the type of its instance.
///
/// `#[plugin] fn db_client(..)` makes `db_client::handle()`, and [`Host::add`](super::Host::add) returns one.
///
/// ```
/// use registry_core::plugin::{Host, plugin};
///
/// #[plugin]
/// fn motto() -> String {
///     "one attribute".into()
/// }
///
/// let host = Host::new();
/// let motto = host.load(motto::handle())?; // an `Arc<String>`
/// assert_eq!(motto.len(), 13);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
pub struct Handle<T: ?Sized> {
    name: Arc<str>,
    pub(super) blueprint: Blueprint,
    output: PhantomData<fn() -> Arc<T>>,
}

impl<T: ?Sized + 'static> Handle<T> {
    /// Of a plugin that `#[plugin]` wrote down, which returns a `T`. Not public API.
    #[doc(hidden)]
    #[must_use]
    pub fn of(definition: &'static Definition) -> Self {
        let blueprint = Blueprint::of(definition);
        Self::new(blueprint.name.as_ref().into(), blueprint)
    }

    pub(super) fn new(name: Arc<str>, blueprint: Blueprint) -> Self {
        Self { name, blueprint, output: PhantomData }
    }

    /// The plugin's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl<T: ?Sized> Clone for Handle<T> {
    fn clone(&self) -> Self {
        Self { name: Arc::clone(&self.name), blueprint: self.blueprint.clone(), output: PhantomData }
    }
}

impl<T: ?Sized> fmt::Debug for Handle<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Handle({:?})", self.name)
    }
}

/// What names a plugin: its name as text, or its [`Handle`].
pub trait Target: sealed::Sealed {}

/// What names a plugin whose instance is a `T`: any name, or a [`Handle<T>`].
pub trait TargetOf<T: ?Sized>: Target {}

impl Target for str {}
impl<T: ?Sized> TargetOf<T> for str {}

impl Target for String {}
impl<T: ?Sized> TargetOf<T> for String {}

impl<T: ?Sized + 'static> Target for Handle<T> {}
impl<T: ?Sized + 'static> TargetOf<T> for Handle<T> {}

impl<P: Target + ?Sized> Target for &P {}
impl<T: ?Sized, P: TargetOf<T> + ?Sized> TargetOf<T> for &P {}

pub(super) mod sealed {
    use super::{Error, Instance, TypeOf};

    pub trait Sealed {
        type Output;
        fn name(&self) -> &str;
        /// The type that the instance must have, if that is known.
        fn expected(&self) -> Option<TypeOf>;
        /// # Errors
        /// The instance is of another type.
        fn output(instance: Instance) -> Result<Self::Output, Error>;
    }
}

impl sealed::Sealed for str {
    type Output = Instance;

    fn name(&self) -> &str {
        self
    }

    fn expected(&self) -> Option<TypeOf> {
        None
    }

    fn output(instance: Instance) -> Result<Instance, Error> {
        Ok(instance)
    }
}

impl sealed::Sealed for String {
    type Output = Instance;

    fn name(&self) -> &str {
        self
    }

    fn expected(&self) -> Option<TypeOf> {
        None
    }

    fn output(instance: Instance) -> Result<Instance, Error> {
        Ok(instance)
    }
}

impl<T: ?Sized + 'static> sealed::Sealed for Handle<T> {
    type Output = Arc<T>;

    fn name(&self) -> &str {
        &self.name
    }

    fn expected(&self) -> Option<TypeOf> {
        Some(TypeOf::of::<T>())
    }

    fn output(instance: Instance) -> Result<Arc<T>, Error> {
        Ok(instance.downcast()?)
    }
}

impl<P: sealed::Sealed + ?Sized> sealed::Sealed for &P {
    type Output = P::Output;

    fn name(&self) -> &str {
        (**self).name()
    }

    fn expected(&self) -> Option<TypeOf> {
        (**self).expected()
    }

    fn output(instance: Instance) -> Result<P::Output, Error> {
        P::output(instance)
    }
}
