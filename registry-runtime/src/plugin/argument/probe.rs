//! What a parameter of a type takes, for types that are only known where `#[plugin]` is expanded: method probing finds the best that the
//! type offers. Not public API.

use super::{Argument, unexpected_type};
use crate::error::BoxError;
use crate::plugin::value::Value;
use std::marker::PhantomData;

/// `fn(&Value) -> Result<(), BoxError>`: whether a parameter of the type takes the value. Not public API.
#[doc(hidden)]
#[macro_export]
macro_rules! __accepts {
    ($type:ty) => {{
        fn accepts(value: &$crate::plugin::Value) -> $crate::__private::Result<(), $crate::BoxError> {
            ($crate::__taker!($type).check)(value)
        }
        accepts as fn(&$crate::plugin::Value) -> $crate::__private::Result<(), $crate::BoxError>
    }};
}

/// `Result<Type, BoxError>`: what a parameter of the type makes of the `&Value`. Not public API.
#[doc(hidden)]
#[macro_export]
macro_rules! __argument {
    ($type:ty, $value:expr) => {
        ($crate::__taker!($type).make)($value)
    };
}

/// The [`Taker`] of a type. Not public API.
#[doc(hidden)]
#[macro_export]
macro_rules! __taker {
    ($type:ty) => {{
        #[allow(unused_imports)]
        use $crate::__private::argument::probing::*;
        <$type as $crate::__private::argument::Accepted<_>>::taker(
            (&&&&&&&$crate::__private::argument::Probe::<$type>::NEW).probe(),
        )
    }};
}

/// How values become a `P`.
pub struct Taker<P> {
    /// Makes one.
    pub make: fn(&Value) -> Result<P, BoxError>,
    /// Whether one can be made.
    pub check: fn(&Value) -> Result<(), BoxError>,
}

/// That there is no way.
#[derive(Debug)]
pub struct Refused;

/// That parameters are no references.
#[derive(Debug)]
pub struct Borrowed;

/// A type that a parameter can have, if probing has found `W`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of an argument of a plugin",
    label = "nothing can be made a `{Self}`",
    note = "a requirement is a `Dep<T>`, an `Option<Dep<T>>`, a `Vec<Dep<T>>` or a `Lazy<T>`",
    note = "an argument owns its value, as `String` does; it implements `Deserialize` (with the feature `serde` of `registry-core`), `Clone + 'static`, or \
            `registry_core::plugin::Argument`"
)]
pub trait Accepted<W>: Sized {
    /// What was found.
    fn taker(way: W) -> Taker<Self>;
}

#[diagnostic::do_not_recommend]
impl<P> Accepted<Taker<P>> for P {
    fn taker(taker: Taker<P>) -> Taker<P> {
        taker
    }
}

/// Nothing that could be found.
#[derive(Debug)]
pub enum Never {}

// with one implementation alone, the compiler would take it for granted, and only say that what was found is not that
#[diagnostic::do_not_recommend]
impl<P> Accepted<Never> for P {
    fn taker(way: Never) -> Taker<P> {
        match way {}
    }
}

/// The type of a parameter.
#[derive(Debug)]
pub struct Probe<P>(PhantomData<fn() -> P>);

impl<P> Probe<P> {
    /// The type.
    pub const NEW: Self = Self(PhantomData);
}

/// First: a text that is borrowed, because nobody would own it.
pub trait ProbeBorrowed {
    /// Nothing.
    fn probe(&self) -> Borrowed;
}

impl ProbeBorrowed for &&&&&&Probe<&str> {
    fn probe(&self) -> Borrowed {
        Borrowed
    }
}

/// Then: [`Argument`].
pub trait ProbeArgument<P> {
    /// The way.
    fn probe(&self) -> Taker<P>;
}

impl<P: Argument> ProbeArgument<P> for &&&&&Probe<P> {
    fn probe(&self) -> Taker<P> {
        Taker { make: P::from_value, check: |value| P::from_value(value).map(drop) }
    }
}

/// Then: `Clone`, of which `Option` also takes what is inside of a `Some`; else what was written down.
#[cfg(feature = "serde")]
mod written {
    use super::{Probe, Taker, cloned, some_cloned};
    use crate::plugin::value::Value;
    use serde::de::DeserializeOwned;

    /// First: of `Option`.
    pub trait ProbeOptionOrWritten<P> {
        /// The way.
        fn probe(&self) -> Taker<Option<P>>;
    }

    impl<P: Clone + DeserializeOwned + 'static> ProbeOptionOrWritten<P> for &&&&Probe<Option<P>> {
        fn probe(&self) -> Taker<Option<P>> {
            Taker {
                make: |value| some_cloned(value).map_or_else(|_| value.read(), Ok),
                check: |value| some_cloned::<P>(value).map(drop).or_else(|_| value.check::<Option<P>>()),
            }
        }
    }

    /// Then: of anything that can be cloned.
    pub trait ProbeCloneOrWritten<P> {
        /// The way.
        fn probe(&self) -> Taker<P>;
    }

    impl<P: Clone + DeserializeOwned + 'static> ProbeCloneOrWritten<P> for &&&Probe<P> {
        fn probe(&self) -> Taker<P> {
            Taker {
                make: |value| cloned(value).map_or_else(|_| value.read(), Ok),
                check: |value| value.as_other::<P>().map_or_else(|| value.check::<P>(), |_| Ok(())),
            }
        }
    }

    /// Then: of what can only be read.
    pub trait ProbeWritten<P> {
        /// The way.
        fn probe(&self) -> Taker<P>;
    }

    impl<P: DeserializeOwned> ProbeWritten<P> for &&Probe<P> {
        fn probe(&self) -> Taker<P> {
            Taker { make: Value::read, check: Value::check::<P> }
        }
    }
}

/// Then, without anything that was written down: the same of `Option`.
pub trait ProbeOption<P> {
    /// The way.
    fn probe(&self) -> Taker<Option<P>>;
}

impl<P: Clone + 'static> ProbeOption<P> for &&Probe<Option<P>> {
    fn probe(&self) -> Taker<Option<P>> {
        Taker { make: some_cloned, check: |value| some_cloned::<P>(value).map(drop) }
    }
}

/// Then: `Clone`.
pub trait ProbeClone<P> {
    /// The way.
    fn probe(&self) -> Taker<P>;
}

impl<P: Clone + 'static> ProbeClone<P> for &Probe<P> {
    fn probe(&self) -> Taker<P> {
        Taker { make: cloned, check: |value| cloned::<P>(value).map(drop) }
    }
}

/// At last: nothing.
pub trait ProbeRefused {
    /// Nothing.
    fn probe(&self) -> Refused;
}

impl<P> ProbeRefused for Probe<P> {
    fn probe(&self) -> Refused {
        Refused
    }
}

/// Brings all of them into scope, and no name.
pub mod probing {
    #[cfg(feature = "serde")]
    pub use super::written::{ProbeCloneOrWritten as _, ProbeOptionOrWritten as _, ProbeWritten as _};
    pub use super::{ProbeArgument as _, ProbeBorrowed as _, ProbeClone as _, ProbeOption as _, ProbeRefused as _};
}

/// A value of exactly this type.
fn cloned<P: Clone + 'static>(value: &Value) -> Result<P, BoxError> {
    value.as_other().cloned().ok_or_else(|| unexpected_type::<P>(value))
}

fn some_cloned<P: Clone + 'static>(value: &Value) -> Result<Option<P>, BoxError> {
    match (value, value.as_other::<Option<P>>()) {
        (Value::Null, _) => Ok(None),
        (_, Some(option)) => Ok(option.clone()),
        _ => cloned(value).map(Some),
    }
}

impl<P> std::fmt::Debug for Taker<P> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Taker")
    }
}

#[cfg(test)]
mod tests {
    use crate::plugin::Value;
    use std::fmt::Debug;
    use std::time::Duration;

    #[derive(Clone, Debug, PartialEq)]
    struct Cloned(u8);

    #[cfg(feature = "serde")]
    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Read {
        size: u8,
        name: String,
    }

    #[cfg(feature = "serde")]
    #[derive(Clone, Debug, PartialEq, serde::Deserialize)]
    struct Both {
        size: u8,
    }

    type Accepts = fn(&Value) -> Result<(), crate::BoxError>;

    static ACCEPTS: &[Accepts] = &[__accepts!(u8), __accepts!(Option<Cloned>)];

    #[track_caller]
    fn assert_error<T: Debug>(result: Result<T, crate::BoxError>, expected: &str) {
        assert_eq!(result.unwrap_err().to_string(), expected);
    }

    #[test]
    fn accepting_is_trying() {
        assert!(ACCEPTS[0](&5.into()).is_ok());
        assert_error(ACCEPTS[0](&300.into()), "expected an integer from 0 to 255, not 300");
        assert!(ACCEPTS[1](&().into()).is_ok());
        assert!(ACCEPTS[1](&Value::other(Cloned(1))).is_ok());
        assert!(ACCEPTS[1](&Value::other(Some(Cloned(1)))).is_ok());
        assert!(ACCEPTS[1](&Value::other(1_u8)).is_err());
    }

    #[test]
    fn arguments_come_first() {
        assert_eq!(__argument!(Vec<u8>, &Value::from([1])).unwrap(), [1]);
        assert_eq!(__argument!(Duration, &Value::from(Duration::ZERO)).unwrap(), Duration::ZERO);
    }

    #[test]
    fn what_is_cloned_is_of_exactly_that_type() {
        assert_eq!(__argument!(Cloned, &Value::other(Cloned(1))).unwrap(), Cloned(1));
        assert_eq!(__argument!(Vec<Cloned>, &Value::other(vec![Cloned(1)])).unwrap(), [Cloned(1)]);
        assert_eq!(__argument!(Option<Cloned>, &Value::Null).unwrap(), None);
        assert_eq!(__argument!(Option<Cloned>, &Value::other(Cloned(1))).unwrap(), Some(Cloned(1)));
        assert_eq!(__argument!(Option<Cloned>, &Value::other(Some(Cloned(1)))).unwrap(), Some(Cloned(1)));
        let expected = "expected a `registry_runtime::plugin::argument::probe::tests::Cloned`, not 1";
        assert_error(__argument!(Cloned, &Value::from(1)), expected);
        assert_error(__accepts!(Cloned)(&Value::from(1)), expected);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn what_is_written_down_is_read() {
        let table = |size| Value::Table(vec![("size".to_owned(), Value::from(size))]);
        assert_eq!(__argument!(Both, &Value::other(Both { size: 1 })).unwrap(), Both { size: 1 });
        assert_eq!(__argument!(Both, &table(1)).unwrap(), Both { size: 1 });
        assert_eq!(__argument!(Both, &table(1)).unwrap(), Both { size: 1 });
        assert_eq!(__argument!(Option<Both>, &Value::other(Both { size: 1 })).unwrap(), Some(Both { size: 1 }));
        assert_eq!(__argument!(Option<Both>, &table(1)).unwrap(), Some(Both { size: 1 }));
        assert_eq!(__argument!(Option<Both>, &Value::Null).unwrap(), None);
        assert_eq!(__argument!(Option<Read>, &Value::Null).unwrap(), None);
        assert_eq!(__argument!(Vec<Both>, &[table(1)].into_iter().collect()).unwrap(), [Both { size: 1 }]);

        let value = Value::Table(vec![("size".into(), 300.into()), ("nam".into(), "x".into())]);
        let expected = "nam: unknown field; did you mean \"name\"?; name: is missing; \
                        size: invalid value: integer `300`, expected u8";
        for result in [__argument!(Read, &value).map(drop), __accepts!(Read)(&value)] {
            assert_error(result, expected);
        }
        assert_error(__argument!(Both, &Value::from(1)), "invalid type: integer `1`, expected struct Both");
        let other = "registry_runtime::plugin::argument::probe::tests";
        let expected = format!("expected a `{other}::Both`, not a `{other}::Cloned`");
        assert_error(__argument!(Both, &Value::other(Cloned(1))), &expected);
        assert_error(__accepts!(Read)(&Value::other(Cloned(1))), &expected.replace("Both", "Read"));
    }
}
