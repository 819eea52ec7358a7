//! What a plugin's function returned, whatever its type.

use std::any::{Any, TypeId, type_name};
use std::fmt;
use std::sync::Arc;

/// A type, for comparing and for messages.
#[derive(Clone, Copy)]
pub struct TypeOf {
    id: TypeId,
    name: &'static str,
}

impl TypeOf {
    /// The type `T`.
    #[must_use]
    pub fn of<T: ?Sized + 'static>() -> Self {
        Self { id: TypeId::of::<T>(), name: type_name::<T>() }
    }

    /// As [`std::any::type_name`] writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }
}

impl PartialEq for TypeOf {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for TypeOf {}

impl fmt::Debug for TypeOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// What a plugin's function returned, whatever its type: what [`Host::load_with`](super::Host::load_with) gives for a name.
///
/// ```
/// use registry_core::plugin::{Host, args, plugin};
///
/// #[plugin]
/// fn answer(base: u32) -> u32 {
///     base + 40
/// }
///
/// let host = Host::new();
/// let instance = host.load_with("answer", args! { base: 2 })?;
/// assert_eq!(*instance.downcast::<u32>()?, 42);
///
/// let error = instance.downcast::<String>().unwrap_err();
/// assert_eq!(error.to_string(), "this instance is a `u32`, not a `alloc::string::String`");
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[derive(Clone)]
pub struct Instance {
    /// An `Arc<T>`, because `T` need not be sized.
    shared: Arc<dyn Any + Send + Sync>,
    type_of: TypeOf,
    address: usize,
}

impl Instance {
    /// That with this value.
    #[must_use]
    pub fn new<T: ?Sized + Send + Sync + 'static>(value: Arc<T>) -> Self {
        let address = Arc::as_ptr(&value).cast::<()>().addr();
        Self { shared: Arc::new(value), type_of: TypeOf::of::<T>(), address }
    }

    /// The value, if it is a `T`: exactly what the plugin declares to return, such as `dyn Store` for `Box<dyn Store>`.
    ///
    /// # Errors
    /// [`WrongInstance`] names both types.
    pub fn downcast<T: ?Sized + 'static>(&self) -> Result<Arc<T>, WrongInstance> {
        match self.shared.downcast_ref::<Arc<T>>() {
            Some(value) => Ok(Arc::clone(value)),
            None => Err(WrongInstance { found: self.type_of, expected: TypeOf::of::<T>() }),
        }
    }

    /// The name of the value's type.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.type_of.name
    }

    pub(super) fn type_of(&self) -> TypeOf {
        self.type_of
    }

    /// Whether both are the same value.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.type_of == other.type_of && self.address == other.address
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Instance({})", self.type_of.name)
    }
}

/// An [`Instance`] is of another type than the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this instance is a `{}`, not a `{}`", found.name, expected.name)]
pub struct WrongInstance {
    found: TypeOf,
    expected: TypeOf,
}
