//! What a document says, and where it says it.

use super::handover;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A value of a document, whatever the document's format: what a [`Spec`](crate::config::Spec) keeps of its config.
///
/// It remembers where it was read, if it was read through a [`Document`](crate::config::Document); two values are equal if they
/// say the same, wherever they stand and in whatever order their keys are.
///
/// ```
/// use registry_core::config::Value;
///
/// let value: Value = serde_json::from_str(r#"{"average": "micro", "folds": [1, 2]}"#)?;
/// assert_eq!(serde_json::to_string(&value)?, r#"{"average":"micro","folds":[1,2]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Value {
    pub(crate) data: Data,
    pub(crate) place: Option<Place>,
}

#[derive(Clone, Debug, Default)]
pub(crate) enum Data {
    #[default]
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    /// Text that came from outside of the document (an environment variable, a command line), where numbers have no other
    /// way to be written: it is read as a number or a boolean where one is wanted.
    Loose(String),
    List(Vec<Value>),
    Table(Table),
}

/// The keys of a table in their order, each once.
pub(crate) type Table = Vec<(String, Value)>;

/// Where something stands in a document.
///
/// ```
/// # #[cfg(feature = "toml")] {
/// use registry_core::config::{Document, Format};
///
/// let problems = Document::parse("answer = 'x'", Format::Toml, "a.toml")?.read::<std::collections::BTreeMap<String, u8>>().unwrap_err();
/// let place = problems.iter().next().unwrap().place.clone().unwrap();
/// assert_eq!((&*place.file, place.line, place.column), ("a.toml", 1, 10));
/// # }
/// # Ok::<(), registry_core::config::Problems>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The file, as it was given; or what stands in for one.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Value {
    pub(crate) fn new(data: Data, place: Option<Place>) -> Self {
        Self { data, place }
    }

    /// Where it was read.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// The value under `key`, if this is a table that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.data {
            Data::Table(table) => table.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether it says nothing: null, or a table or list without content.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.data {
            Data::Null => true,
            Data::List(list) => list.is_empty(),
            Data::Table(table) => table.is_empty(),
            _ => false,
        }
    }

    /// What `other` says on top of what this says: tables merge, anything else is replaced.
    pub(crate) fn layer(&mut self, other: Self) {
        match (&mut self.data, other.data) {
            (Data::Table(table), Data::Table(newer)) => {
                self.place = self.place.take().or(other.place);
                for (key, value) in newer {
                    match table.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, present)) => present.layer(value),
                        None => table.push((key, value)),
                    }
                }
            }
            (data, newer) => {
                *data = newer;
                self.place = other.place;
            }
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data
    }
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Integer(one), Self::Integer(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one == other,
            (Self::Text(one) | Self::Loose(one), Self::Text(other) | Self::Loose(other)) => one == other,
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Table(one), Self::Table(other)) => {
                one.len() == other.len() && one.iter().all(|entry| other.contains(entry))
            }
            _ => false,
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.data {
            Data::Null => formatter.write_str("null"),
            Data::Bool(value) => fmt::Debug::fmt(value, formatter),
            Data::Integer(value) => fmt::Debug::fmt(value, formatter),
            Data::Float(value) => fmt::Debug::fmt(value, formatter),
            Data::Text(value) | Data::Loose(value) => fmt::Debug::fmt(value, formatter),
            Data::List(list) => formatter.debug_list().entries(list).finish(),
            Data::Table(table) => formatter.debug_map().entries(table.iter().map(|(key, value)| (key, value))).finish(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            Data::Null => serializer.serialize_unit(),
            Data::Bool(value) => serializer.serialize_bool(*value),
            // not every format has 128 bits
            Data::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                _ => serializer.serialize_i128(*value),
            },
            Data::Float(value) => serializer.serialize_f64(*value),
            Data::Text(value) | Data::Loose(value) => serializer.serialize_str(value),
            Data::List(list) => serializer.collect_seq(list),
            Data::Table(table) => serializer.collect_map(table.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(handover::MARK, ValueVisitor)
    }
}

/// Takes whatever a format has.
pub(super) struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match handover::take() {
            Some(located) => Ok(located.value),
            None => deserializer.deserialize_any(self),
        }
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Data::Null.into())
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Data::Null.into())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Data::Bool(value).into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Data::Integer(value.into()).into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Data::Integer(value.into()).into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Data::Integer(value).into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Data::Float(value).into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Data::Text(value.to_owned()).into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Data::Text(value).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list).into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Table::new();
        while let Some(key) = entries.next_key::<String>()? {
            if table.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format_args!("the key {key:?} is there twice")));
            }
            table.push((key, entries.next_value()?));
        }
        Ok(Data::Table(table).into())
    }
}

impl From<Data> for Value {
    fn from(data: Data) -> Self {
        Self { data, place: None }
    }
}
