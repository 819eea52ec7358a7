//! A requirement, as the plugin's function gets it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A requirement of a plugin: the instance of another one, which is loaded before and stays until after.
///
/// As a parameter of a `#[plugin]` function it names the other plugin by the parameter's name.
/// `Option<Dep<T>>` is a requirement that may be missing, `Vec<Dep<T>>` all members of the group of the parameter's name.
///
/// A plugin's function stays an ordinary one, so a test can call it with a `Dep` of its own:
///
/// ```
/// use registry_core::plugin::{Dep, plugin};
///
/// pub struct Clock(u64);
///
/// #[plugin]
/// fn stamp(clock: Dep<Clock>) -> String {
///     format!("at {}", clock.0)
/// }
///
/// assert_eq!(stamp(Dep::new(Clock(7))), "at 7");
/// ```
pub struct Dep<T: ?Sized + 'static>(Held<T>);

enum Held<T: ?Sized + 'static> {
    Shared(Arc<T>),
    /// A component of a registry.
    Linked(&'static T),
}

impl<T> Dep<T> {
    /// A requirement that is not loaded by a host.
    pub fn new(value: T) -> Self {
        Self(Held::Shared(Arc::new(value)))
    }
}

impl<T: ?Sized> From<Arc<T>> for Dep<T> {
    fn from(value: Arc<T>) -> Self {
        Self(Held::Shared(value))
    }
}

impl<T: ?Sized> From<&'static T> for Dep<T> {
    fn from(value: &'static T) -> Self {
        Self(Held::Linked(value))
    }
}

impl<T: ?Sized> Clone for Dep<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Held::Shared(value) => Held::Shared(Arc::clone(value)),
            Held::Linked(value) => Held::Linked(value),
        })
    }
}

impl<T: ?Sized> Deref for Dep<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Held::Shared(value) => value,
            Held::Linked(value) => value,
        }
    }
}

impl<T: ?Sized> AsRef<T> for Dep<T> {
    fn as_ref(&self) -> &T {
        self
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Dep<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for Dep<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}
