//! From what the plugin's function returned to the instance.

use crate::error::BoxError;
use crate::plugin::instance::Instance;
use std::marker::PhantomData;
use std::sync::Arc;

/// A type whose values a host can share.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the instance of a plugin",
    label = "a host shares it between threads: it must be `Send + Sync + 'static`"
)]
pub trait SharedType: Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: ?Sized + Send + Sync + 'static> SharedType for T {}

/// What the plugin's function gives to the host.
#[must_use]
pub fn instance<T: ?Sized + SharedType>(value: Arc<T>) -> Instance {
    Instance::new(value)
}

/// An error that a plugin's function or a hook can return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a plugin can return",
    note = "it must implement `std::error::Error + Send + Sync`, or be a `String` or `Box<dyn Error + Send + Sync>`"
)]
pub trait PluginError {
    /// The error in its box.
    fn into_box(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> PluginError for E {
    fn into_box(self) -> BoxError {
        self.into()
    }
}

/// No type is one of these: what the attribute takes for the type of the instance, but is a `Result` by another name.
#[diagnostic::on_unimplemented(
    message = "a plugin cannot have a `Result` as its instance",
    label = "this is another name for `{Self}`",
    note = "write `Result<..>` as the return type, or say what the instance is: `#[plugin(type = ..)]`"
)]
pub trait InstanceType {}

/// What the attribute takes for the type of the instance.
pub struct Declared<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized> Declared<T> {
    /// The type `T`.
    pub const TYPE: Self = Self(PhantomData);
}

impl<T, E> Declared<Result<T, E>> {
    /// Does not compile.
    pub fn check(self)
    where
        Result<T, E>: InstanceType,
    {
    }
}

/// Any other type.
pub trait NoResult: Sized {
    /// Always compiles.
    fn check(self) {}
}

impl<T: ?Sized> NoResult for Declared<T> {}

/// The type of what the function returned: a `Result`, or what it is about.
pub struct Outcome<V>(PhantomData<fn() -> V>);

impl<V> Outcome<V> {
    /// The type of `value`.
    #[must_use]
    pub fn of(_: &V) -> Self {
        Self(PhantomData)
    }
}

impl<V, E> Outcome<Result<V, E>> {
    /// # Errors
    /// That of the function.
    pub fn value(self, returned: Result<V, E>) -> Result<V, BoxError>
    where
        E: PluginError,
    {
        returned.map_err(PluginError::into_box)
    }
}

/// Anything but a `Result`.
pub trait PlainOutcome<V>: Sized {
    /// # Errors
    /// Never.
    fn value(self, returned: V) -> Result<V, BoxError> {
        Ok(returned)
    }
}

impl<V> PlainOutcome<V> for Outcome<V> {}

/// The type of a value: an `Arc`, a `Box`, or the instance itself.
pub struct Shape<V>(PhantomData<fn() -> V>);

impl<V> Shape<V> {
    /// The type of `value`.
    #[must_use]
    pub fn of(_: &V) -> Self {
        Self(PhantomData)
    }
}

impl<T: ?Sized> Shape<Arc<T>> {
    /// `Arc<T>`
    #[must_use]
    pub fn shared(self, value: Arc<T>) -> Arc<T> {
        value
    }
}

impl<T: ?Sized> Shape<Box<T>> {
    /// `Box<T>`
    #[must_use]
    pub fn shared(self, value: Box<T>) -> Arc<T> {
        value.into()
    }
}

/// The instance itself.
pub trait PlainShape<V>: Sized {
    /// In an `Arc` of its own.
    fn shared(self, value: V) -> Arc<V> {
        Arc::new(value)
    }
}

impl<V> PlainShape<V> for Shape<V> {}
