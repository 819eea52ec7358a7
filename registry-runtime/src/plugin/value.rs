//! What is passed for a parameter that is no requirement.

mod from;
pub(super) mod given;
#[cfg(feature = "serde")]
mod serde;

use super::instance::Instance;
use crate::error::BoxError;
use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// A value that is given for a parameter of a plugin, before it is known what type the parameter has.
///
/// [`args!`](super::args) makes one of whatever it is given; [`Argument`](super::Argument) says what is made of it. Two values are
/// equal if they are of one kind and say the same: the order of a table does not matter, and instances are equal if they are the same one.
///
/// ```
/// use registry_core::plugin::Value;
///
/// assert_eq!(Value::from(vec![1, 2]), Value::List(vec![Value::Integer(1), Value::Integer(2)]));
/// assert_eq!(Value::from(None::<u8>), Value::Null);
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub enum Value {
    /// Nothing: `None` of an `Option`.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of any type.
    Integer(i128),
    /// A floating-point number.
    Float(f64),
    /// A text.
    Text(String),
    /// A text from where everything is text, such as a command line or an environment variable: it is also read as a number or a boolean,
    /// where one is wanted.
    Loose(String),
    /// Several values.
    List(Vec<Value>),
    /// Named values.
    Table(Vec<(String, Value)>),
    /// An instance, in place of a requirement that would be loaded.
    Instance(Instance),
    /// A value of any other type; a parameter of exactly that type takes it.
    Other(Arc<dyn Other>),
}

impl Value {
    /// A value of any type: it is taken by parameters of exactly that type.
    ///
    /// ```
    /// use registry_core::plugin::Value;
    ///
    /// #[derive(PartialEq)]
    /// struct Limits {
    ///     rows: u32,
    /// }
    ///
    /// let value = Value::other(Limits { rows: 10 });
    /// assert_eq!(value.as_other::<Limits>().unwrap().rows, 10);
    /// assert_eq!(value, Value::other(Limits { rows: 10 }));
    /// ```
    #[must_use]
    pub fn other<T: Any + PartialEq + Send + Sync>(value: T) -> Self {
        Self::Other(Arc::new(value))
    }

    /// The value, if it is an [`Other`](Self::Other) of type `T`.
    #[must_use]
    pub fn as_other<T: 'static>(&self) -> Option<&T> {
        match self {
            Self::Other(value) => (**value).as_any().downcast_ref(),
            _ => None,
        }
    }

    /// The error of an [`Argument`](super::Argument) that this value cannot become: `expected .., not ..`.
    ///
    /// ```
    /// use registry_core::plugin::Value;
    ///
    /// assert_eq!(Value::from(5).unexpected("a colour").to_string(), "expected a colour, not 5");
    /// ```
    #[must_use]
    pub fn unexpected(&self, expected: impl fmt::Display) -> BoxError {
        Unexpected { expected: expected.to_string(), given: self.to_string() }.into()
    }
}

/// What was given is not what is wanted.
#[derive(Debug, thiserror::Error)]
#[error("expected {expected}, not {given}")]
struct Unexpected {
    expected: String,
    given: String,
}

/// The characters of a text that a message shows.
const SHOWN: usize = 40;

/// In a word or two, for messages: a number or text itself, or the kind of anything longer.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null | Self::Bool(_) | Self::Integer(_) | Self::Float(_) => fmt::Debug::fmt(self, formatter),
            Self::Text(text) | Self::Loose(text) => match text.char_indices().nth(SHOWN) {
                Some((end, _)) => write!(formatter, "{:?}..", &text[..end]),
                None => write!(formatter, "{text:?}"),
            },
            Self::List(_) => formatter.write_str("a list"),
            Self::Table(_) => formatter.write_str("a table"),
            Self::Instance(instance) => write!(formatter, "an `Arc<{}>`", instance.type_name()),
            Self::Other(value) => write!(formatter, "a `{}`", (**value).type_name()),
        }
    }
}

/// A value of a type that is no number, text or collection.
pub trait Other: Any + Send + Sync {
    /// The value, to be downcast.
    fn as_any(&self) -> &dyn Any;
    /// Whether both are of one type and equal.
    fn equals(&self, other: &dyn Other) -> bool;
    /// The name of its type.
    fn type_name(&self) -> &'static str;
}

impl<T: Any + PartialEq + Send + Sync> Other for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn equals(&self, other: &dyn Other) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Integer(one), Self::Integer(other)) => one == other,
            // the same bits are the same argument, even if it is no number
            (Self::Float(one), Self::Float(other)) => one.to_bits() == other.to_bits(),
            (Self::Text(one), Self::Text(other)) | (Self::Loose(one), Self::Loose(other)) => one == other,
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Table(one), Self::Table(other)) => {
                one.len() == other.len() && one.iter().all(|entry| other.contains(entry))
            }
            (Self::Instance(one), Self::Instance(other)) => one.is(other),
            (Self::Other(one), Self::Other(other)) => one.equals(&**other),
            _ => false,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Bool(value) => fmt::Debug::fmt(value, formatter),
            Self::Integer(value) => fmt::Debug::fmt(value, formatter),
            Self::Float(value) => fmt::Debug::fmt(value, formatter),
            Self::Text(value) | Self::Loose(value) => fmt::Debug::fmt(value, formatter),
            Self::List(list) => formatter.debug_list().entries(list).finish(),
            Self::Table(table) => formatter.debug_map().entries(table.iter().map(|(key, value)| (key, value))).finish(),
            Self::Instance(instance) => fmt::Debug::fmt(instance, formatter),
            Self::Other(value) => formatter.write_str((**value).type_name()),
        }
    }
}
