//! PLACEHOLDER, to be deleted: `__accepts!` and `__argument!` are those of `plugin/argument.rs`.

use crate::error::BoxError;
use crate::plugin::value::Value;

pub trait Argument: Sized {
    fn of(value: &Value) -> Option<Self>;
}

impl Argument for u32 {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(value) => Self::try_from(*value).ok(),
            _ => None,
        }
    }
}

impl Argument for bool {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

impl Argument for String {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Text(value) => Some(value.clone()),
            _ => None,
        }
    }
}

/// # Errors
/// It is another type.
pub fn argument<T: Argument>(value: &Value) -> Result<T, BoxError> {
    T::of(value).ok_or_else(|| format!("not {value:?}").into())
}

/// # Errors
/// It is another type.
pub fn accepts<T: Argument>(value: &Value) -> Result<(), BoxError> {
    argument::<T>(value).map(|_| ())
}

#[doc(hidden)]
#[macro_export]
macro_rules! __accepts {
    ($type:ty) => {
        $crate::__private::plugin::accepts::<$type>
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    ($type:ty, $value:expr) => {
        $crate::__private::plugin::argument::<$type>($value)
    };
}
