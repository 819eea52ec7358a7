//! Values as config: read from any format, and types read from them.

use super::Value;
use crate::config::{self, Data, Document, Problems};
use crate::error::BoxError;
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use std::any::type_name;

impl Value {
    /// Reads a type from what the value says, as from a [`Document`].
    ///
    /// ```
    /// use registry_core::plugin::Value;
    ///
    /// let value: Value = serde_json::from_str("[1, 2]")?;
    /// assert_eq!(value.read::<(u8, u8)>().unwrap(), (1, 2));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it. An `Arc`, or a value of a type that config has not, can be read as nothing.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, BoxError> {
        self.document::<T>()?.read().map_err(|problems| told(&problems))
    }

    /// Whether [`read`](Self::read) would give a `T`, without building anything.
    ///
    /// # Errors
    /// Those of [`read`](Self::read).
    pub(in crate::plugin) fn check<T: DeserializeOwned>(&self) -> Result<(), BoxError> {
        self.document::<T>()?.check::<T>().map_err(|problems| told(&problems))
    }

    fn document<T>(&self) -> Result<Document, BoxError> {
        let written = written(self).ok_or_else(|| self.unexpected(format_args!("a `{}`", type_name::<T>())))?;
        Ok(Document::of(written))
    }
}

/// In one line: the message of an argument.
fn told(problems: &Problems) -> BoxError {
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.join("; ").into()
}

/// The value as config, unless it holds what config has not.
fn written(value: &Value) -> Option<config::Value> {
    let data = match value {
        Value::Null => Data::Null,
        Value::Bool(value) => Data::Bool(*value),
        Value::Integer(value) => Data::Integer(*value),
        Value::Float(value) => Data::Float(*value),
        Value::Text(text) => Data::Text(text.clone()),
        Value::Loose(text) => Data::Loose(text.clone()),
        Value::List(values) => Data::List(values.iter().map(written).collect::<Option<_>>()?),
        Value::Table(values) => {
            let entry = |(key, value): &(String, Value)| Some((key.clone(), written(value)?));
            Data::Table(values.iter().map(entry).collect::<Option<_>>()?)
        }
        Value::Instance(_) | Value::Other(_) => return None,
    };
    Some(data.into())
}

impl From<config::Value> for Value {
    fn from(value: config::Value) -> Self {
        match value.data {
            Data::Null => Self::Null,
            Data::Bool(value) => Self::Bool(value),
            Data::Integer(value) => Self::Integer(value),
            Data::Float(value) => Self::Float(value),
            Data::Text(text) => Self::Text(text),
            Data::Loose(text) => Self::Loose(text),
            Data::List(values) => values.into_iter().collect(),
            Data::Table(values) => {
                Self::Table(values.into_iter().map(|(key, value)| (key, Self::from(value))).collect())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        config::Value::deserialize(deserializer).map(Self::from)
    }
}

/// Fails for an `Arc`, and for a value of a type that config has not.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(value) = written(self) else {
            return Err(S::Error::custom(format_args!("{self} cannot be written down")));
        };
        value.serialize(serializer)
    }
}
