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
    shared: Arc<dyn Any + Send + Sync>,
    /// What only code that knows the type can do. One word, because there is an instance for each requirement of each plugin.
    typed: fn(&Arc<dyn Any + Send + Sync>, Typed<'_>),
}

/// What is asked of code that knows the type.
enum Typed<'a> {
    /// The `Arc<T>`, into an `Option<Arc<T>>`; nothing if that is of another type.
    Put(&'a mut dyn Any),
    /// Its type and address.
    Describe(&'a mut Option<(TypeOf, usize)>),
}

impl Instance {
    /// That with this value.
    #[must_use]
    pub fn new<T: ?Sized + Send + Sync + 'static>(value: Arc<T>) -> Self {
        // a `T` that need not be sized cannot be an `Any` itself
        Self { shared: Arc::new(value), typed: inner::<T> }
    }

    /// The same without a second `Arc`.
    #[must_use]
    pub(super) fn sized<T: Send + Sync + 'static>(value: Arc<T>) -> Self {
        Self { shared: value, typed: itself::<T> }
    }

    /// The value, if it is a `T`: exactly what the plugin declares to return, such as `dyn Store` for `Box<dyn Store>`.
    ///
    /// # Errors
    /// [`WrongInstance`] names both types.
    pub fn downcast<T: ?Sized + 'static>(&self) -> Result<Arc<T>, WrongInstance> {
        let mut value: Option<Arc<T>> = None;
        (self.typed)(&self.shared, Typed::Put(&mut value));
        value.ok_or_else(|| WrongInstance { found: self.type_of(), expected: TypeOf::of::<T>() })
    }

    /// The name of the value's type.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        self.type_of().name
    }

    pub(super) fn type_of(&self) -> TypeOf {
        self.description().0
    }

    /// Whether both are the same value.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.description() == other.description()
    }

    fn description(&self) -> (TypeOf, usize) {
        let mut description = None;
        (self.typed)(&self.shared, Typed::Describe(&mut description));
        description.unwrap_or((TypeOf::of::<()>(), 0))
    }
}

fn inner<T: ?Sized + 'static>(shared: &Arc<dyn Any + Send + Sync>, typed: Typed<'_>) {
    if let Some(value) = shared.downcast_ref::<Arc<T>>() {
        answer(typed, || Arc::clone(value));
    }
}

fn itself<T: Send + Sync + 'static>(shared: &Arc<dyn Any + Send + Sync>, typed: Typed<'_>) {
    if let Ok(value) = Arc::clone(shared).downcast::<T>() {
        answer(typed, || value);
    }
}

fn answer<T: ?Sized + 'static>(typed: Typed<'_>, value: impl FnOnce() -> Arc<T>) {
    match typed {
        Typed::Put(place) => {
            if let Some(place) = place.downcast_mut::<Option<Arc<T>>>() {
                *place = Some(value());
            }
        }
        Typed::Describe(place) => *place = Some((TypeOf::of::<T>(), Arc::as_ptr(&value()).cast::<()>().addr())),
    }
}

impl fmt::Debug for Instance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Instance({})", self.type_name())
    }
}

/// An [`Instance`] is of another type than the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this instance is a `{}`, not a `{}`", found.name, expected.name)]
pub struct WrongInstance {
    found: TypeOf,
    expected: TypeOf,
}
