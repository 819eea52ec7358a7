//! What is passed for a parameter that is no requirement.

use super::instance::Instance;
use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// A value that is given for a parameter of a plugin, before it is known what type the parameter has.
#[derive(Clone)]
#[non_exhaustive]
pub enum Value {
    /// Nothing: `None` of an `Option`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of any type.
    Integer(i128),
    /// A floating-point number.
    Float(f64),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<Value>),
    /// Named values.
    Table(Vec<(String, Value)>),
    /// An instance, in place of a requirement that would be loaded.
    Instance(Instance),
    /// A value of any other type; a parameter of exactly that type takes it.
    Other(Arc<dyn Other>),
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
            (Self::Text(one), Self::Text(other)) => one == other,
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
            Self::Text(value) => fmt::Debug::fmt(value, formatter),
            Self::List(list) => formatter.debug_list().entries(list).finish(),
            Self::Table(table) => formatter.debug_map().entries(table.iter().map(|(key, value)| (key, value))).finish(),
            Self::Instance(instance) => fmt::Debug::fmt(instance, formatter),
            Self::Other(value) => formatter.write_str((**value).type_name()),
        }
    }
}
