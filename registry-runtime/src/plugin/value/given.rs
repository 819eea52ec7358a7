//! What `args!` makes of a value, whatever its type: method probing finds the best that the type offers. Not public API.

use super::Value;
use std::any::Any;
use std::cell::Cell;
use std::fmt;

/// The value of an argument, as `args!` takes it. Not public API.
#[doc(hidden)]
#[macro_export]
macro_rules! __given {
    ($value:expr) => {{
        #[allow(unused_imports)]
        use $crate::__private::argument::giving::*;
        (&&$crate::__private::argument::Given::new($value)).value()
    }};
}

/// A value on its way.
pub struct Given<T>(Cell<Option<T>>);

impl<T> Given<T> {
    /// With the value.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(Cell::new(Some(value)))
    }

    fn take<V: Default>(&self, make: impl FnOnce(T) -> V) -> V {
        self.0.take().map(make).unwrap_or_default()
    }
}

/// First: what can become a value.
pub trait GivenValue {
    /// The value.
    fn value(&self) -> Value;
}

impl<T: Into<Value>> GivenValue for &Given<T> {
    fn value(&self) -> Value {
        self.take(Into::into)
    }
}

/// Then: anything that can be compared.
pub trait GivenOther<T> {
    /// The value.
    fn value(&self) -> Value
    where
        T: AnyArgument;
}

impl<T> GivenOther<T> for Given<T> {
    fn value(&self) -> Value
    where
        T: AnyArgument,
    {
        self.take(Value::other)
    }
}

/// What can be an argument without being a [`Value`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be given as an argument of a plugin",
    label = "arguments are compared and sent between threads",
    note = "it must be `PartialEq + Send + Sync + 'static`, or be in an `Arc`, or implement `Into<registry_core::plugin::Value>`"
)]
pub trait AnyArgument: Any + PartialEq + Send + Sync {}

#[diagnostic::do_not_recommend]
impl<T: Any + PartialEq + Send + Sync> AnyArgument for T {}

/// Brings both into scope, and no name.
pub mod giving {
    pub use super::{GivenOther as _, GivenValue as _};
}

impl<T> fmt::Debug for Given<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Given")
    }
}
