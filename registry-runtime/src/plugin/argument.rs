//! What parameters take.

mod collection;
mod instance;
mod number;
pub(super) mod probe;
mod text;

use super::value::Value;
use crate::error::BoxError;
use std::any::type_name;
use std::fmt;
use std::time::Duration;

/// A type of parameters that makes itself of a [`Value`].
///
/// Numbers, texts, paths, `Option`, lists and tables of them, and `Arc<T>` do. A parameter of a
/// `#[plugin]` can also be of any type that implements `Deserialize` (feature `serde`) or `Clone`; the latter takes a
/// value of exactly its type.
///
/// ```
/// use registry_core::BoxError;
/// use registry_core::plugin::{Argument, Host, NewPlugin, Value, args};
///
/// #[derive(Debug)]
/// struct Percent(u8);
///
/// impl Argument for Percent {
///     fn from_value(value: &Value) -> Result<Self, BoxError> {
///         match value {
///             Value::Integer(percent @ 0..=100) => Ok(Self(u8::try_from(*percent)?)),
///             _ => Err(value.unexpected("a percentage")),
///         }
///     }
/// }
///
/// let host = Host::empty();
/// let load = |inputs: &registry_core::plugin::Inputs| inputs.argument::<Percent>("share");
/// host.add(NewPlugin::new("share", load).argument::<Percent>("share"))?;
/// assert!(host.load_with("share", args! { share: 7 }).is_ok());
/// let error = host.load_with("share", args! { share: 101 }).unwrap_err();
/// assert_eq!(error.to_string(), r#"`share: Percent` of "share": expected a percentage, not 101"#);
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `Argument`",
    note = "implement `registry_core::plugin::Argument` for it; a parameter of `#[plugin]` needs only `Deserialize` or `Clone`"
)]
pub trait Argument: Sized {
    /// Makes one of `value`.
    ///
    /// # Errors
    /// What was expected; [`Value::unexpected`] says it as all others do.
    fn from_value(value: &Value) -> Result<Self, BoxError>;
}

impl Argument for Value {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        Ok(value.clone())
    }
}

impl Argument for bool {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value {
            Value::Bool(value) => Ok(*value),
            Value::Loose(text) => text.parse().map_err(|_| value.unexpected("`true` or `false`")),
            _ => Err(value.unexpected("`true` or `false`")),
        }
    }
}

/// With the feature `serde`, also of what serde writes: `{ secs = 1, nanos = 0 }`.
impl Argument for Duration {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value.as_other() {
            Some(duration) => Ok(*duration),
            #[cfg(feature = "serde")]
            None if matches!(value, Value::Table(_)) => value.read(),
            None => Err(unexpected_type::<Self>(value)),
        }
    }
}

impl<A: Argument> Argument for Option<A> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value {
            Value::Null => Ok(None),
            _ => A::from_value(value).map(Some),
        }
    }
}

/// The error of a parameter that takes nothing but values of its own type.
fn unexpected_type<T: ?Sized>(value: &Value) -> BoxError {
    value.unexpected(format_args!("a `{}`", type_name::<T>()))
}

/// What is wrong with a value inside of another one.
#[derive(Debug)]
struct Inside {
    /// `[1]`, `.size`
    path: String,
    source: BoxError,
}

impl Inside {
    fn of(step: &str, error: BoxError) -> BoxError {
        match error.downcast::<Self>() {
            Ok(inner) => Self { path: format!("{step}{}", inner.path), source: inner.source }.into(),
            Err(source) => Self { path: step.to_owned(), source }.into(),
        }
    }
}

impl fmt::Display for Inside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path.trim_start_matches('.'), self.source)
    }
}

// what is wrong is part of the message, so it is no source
impl std::error::Error for Inside {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    #[track_caller]
    pub(super) fn assert_made<A: Argument + PartialEq + Debug>(value: impl Into<Value>, expected: A) {
        assert_eq!([A::from_value(&value.into()).unwrap()], [expected]);
    }

    #[track_caller]
    pub(super) fn assert_error<A: Argument + Debug>(value: impl Into<Value>, expected: &str) {
        assert_eq!(A::from_value(&value.into()).unwrap_err().to_string(), expected);
    }

    pub(super) fn loose(text: &str) -> Value {
        Value::Loose(text.to_owned())
    }

    #[test]
    fn booleans() {
        assert_made(true, true);
        assert_made(loose("false"), false);
        assert_error::<bool>(1, "expected `true` or `false`, not 1");
        assert_error::<bool>("true", r#"expected `true` or `false`, not "true""#);
        assert_error::<bool>(loose("yes"), r#"expected `true` or `false`, not "yes""#);
    }

    #[test]
    fn durations() {
        assert_made(Duration::from_secs(1), Duration::from_secs(1));
        assert_made([Duration::ZERO], vec![Duration::ZERO]);
        assert_error::<Duration>(5, "expected a `core::time::Duration`, not 5");
    }

    #[test]
    fn options() {
        assert_made((), None::<u8>);
        assert_made(5, Some(5_u8));
        assert_error::<Option<u8>>("x", r#"expected an integer from 0 to 255, not "x""#);
    }

    #[test]
    fn what_is_long_is_not_shown() {
        let text = "x".repeat(100);
        assert_error::<bool>(text.clone(), &format!("expected `true` or `false`, not {:?}..", &text[..40]));
        assert_error::<bool>([1], "expected `true` or `false`, not a list");
        assert_error::<bool>(std::sync::Arc::new(1_u8), "expected `true` or `false`, not an `Arc<u8>`");
        assert_error::<bool>(Value::other(text), "expected `true` or `false`, not a `alloc::string::String`");
        assert_error::<bool>(Value::Table(vec![]), "expected `true` or `false`, not a table");
        assert_error::<bool>((), "expected `true` or `false`, not null");
    }
}
