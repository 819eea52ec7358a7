//! What is in a field of metadata, for those who do not know its type: tables, manifests, snapshots.

use alloc::borrow::Cow;
use alloc::{format, string::ToString, vec, vec::Vec};
use core::fmt;
use core::time::Duration;

/// What is in a field of [`Metadata`](crate::Metadata), without its type.
///
/// ```
/// use registry_core::{Metadata, MetadataValue};
///
/// #[derive(Metadata)]
/// struct Info {
///     extensions: &'static [&'static str],
/// }
///
/// let fields = Info { extensions: &["csv", "tsv"] }.fields();
/// assert_eq!(fields[0].0, "extensions");
/// assert_eq!(fields[0].1.to_string(), "csv, tsv");
/// assert_eq!(fields[0].1, MetadataValue::List(vec!["csv".into(), "tsv".into()]));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataValue {
    /// `None` and `()`
    None,
    /// `bool`
    Bool(bool),
    /// Every integer type.
    Integer(i128),
    /// `f32` and `f64`
    Float(f64),
    /// Strings, characters, and what is known by its `Debug` alone.
    Text(Cow<'static, str>),
    /// Slices, arrays and tuples.
    List(Vec<MetadataValue>),
}

impl From<&'static str> for MetadataValue {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// For people: nothing for none, and a list without brackets.
impl fmt::Display for MetadataValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Bool(value) => write!(formatter, "{value}"),
            Self::Integer(value) => write!(formatter, "{value}"),
            Self::Float(value) => write!(formatter, "{value}"),
            Self::Text(text) => formatter.write_str(text),
            Self::List(values) => {
                for (place, value) in values.iter().enumerate() {
                    let separator = if place > 0 { ", " } else { "" };
                    write!(formatter, "{separator}{value}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(any(feature = "serde", feature = "table"))]
impl serde::Serialize for MetadataValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                // not every format has larger ones
                _ => serializer.collect_str(value),
            },
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
        }
    }
}

/// A type of metadata fields that can be shown as more than its `Debug`.
///
/// Fields of a type that has neither this nor `Debug` are not shown in tables, manifests and snapshots.
///
/// ```
/// use registry_core::{Metadata, MetadataValue, ToMetadataValue};
///
/// #[derive(Clone, Copy)]
/// struct Percent(u8);
///
/// impl ToMetadataValue for Percent {
///     fn to_metadata_value(&self) -> MetadataValue {
///         MetadataValue::Integer(self.0.into())
///     }
/// }
///
/// #[derive(Metadata)]
/// struct Info {
///     #[metadata(default = Percent(100))]
///     share: Percent,
/// }
///
/// assert_eq!(Info { share: Percent(7) }.fields(), [("share", MetadataValue::Integer(7))]);
/// ```
pub trait ToMetadataValue {
    /// The value.
    fn to_metadata_value(&self) -> MetadataValue;
}

macro_rules! metadata_values {
    ($($value:ident => $variant:expr, $($type:ty),+;)+) => {
        $($(impl ToMetadataValue for $type {
            fn to_metadata_value(&self) -> MetadataValue {
                let $value = *self;
                $variant
            }
        })+)+
    };
}

metadata_values! {
    value => MetadataValue::Bool(value), bool;
    value => MetadataValue::Integer(value.into()), i8, i16, i32, i64, u8, u16, u32, u64;
    value => MetadataValue::Integer(value), i128;
    value => i128::try_from(value).map_or_else(|_| MetadataValue::Text(value.to_string().into()), MetadataValue::Integer),
        isize, u128, usize;
    value => MetadataValue::Float(value.into()), f32;
    value => MetadataValue::Float(value), f64;
    value => MetadataValue::Text(value.to_string().into()), char;
    value => MetadataValue::Text(format!("{value:?}").into()), Duration;
    text => MetadataValue::from(text), &'static str;
}

impl ToMetadataValue for () {
    fn to_metadata_value(&self) -> MetadataValue {
        MetadataValue::None
    }
}

impl<T: ToMetadataValue> ToMetadataValue for Option<T> {
    fn to_metadata_value(&self) -> MetadataValue {
        self.as_ref().map_or(MetadataValue::None, T::to_metadata_value)
    }
}

impl<T: ToMetadataValue> ToMetadataValue for &[T] {
    fn to_metadata_value(&self) -> MetadataValue {
        MetadataValue::List(self.iter().map(T::to_metadata_value).collect())
    }
}

impl<T: ToMetadataValue, const N: usize> ToMetadataValue for [T; N] {
    fn to_metadata_value(&self) -> MetadataValue {
        self.as_slice().to_metadata_value()
    }
}

impl<A: ToMetadataValue, B: ToMetadataValue> ToMetadataValue for (A, B) {
    fn to_metadata_value(&self) -> MetadataValue {
        MetadataValue::List(vec![self.0.to_metadata_value(), self.1.to_metadata_value()])
    }
}

/// A field whose type the macro does not know: method probing finds the best that it offers. Not public API.
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldProbe<'a, T>(pub &'a T);

/// First: [`ToMetadataValue`]. Not public API.
#[doc(hidden)]
pub trait FieldValue {
    /// The value.
    fn probe(&self) -> Option<MetadataValue>;
}

impl<T: ToMetadataValue> FieldValue for &&FieldProbe<'_, T> {
    fn probe(&self) -> Option<MetadataValue> {
        Some(self.0.to_metadata_value())
    }
}

/// Then: `Debug`. Not public API.
#[doc(hidden)]
pub trait FieldDebug {
    /// The value as text.
    fn probe(&self) -> Option<MetadataValue>;
}

impl<T: fmt::Debug> FieldDebug for &FieldProbe<'_, T> {
    fn probe(&self) -> Option<MetadataValue> {
        Some(MetadataValue::Text(format!("{:?}", self.0).into()))
    }
}

/// At last: nothing. Not public API.
#[doc(hidden)]
pub trait FieldHidden {
    /// Nothing.
    fn probe(&self) -> Option<MetadataValue>;
}

impl<T> FieldHidden for FieldProbe<'_, T> {
    fn probe(&self) -> Option<MetadataValue> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &impl ToMetadataValue) -> String {
        value.to_metadata_value().to_string()
    }

    #[test]
    fn values_are_shown_for_people() {
        assert_eq!(shown(&true), "true");
        assert_eq!(shown(&-7_i8), "-7");
        assert_eq!(shown(&1.5_f32), "1.5");
        assert_eq!(shown(&'ß'), "ß");
        assert_eq!(shown(&Some("x")), "x");
        assert_eq!(shown(&None::<u8>), "");
        assert_eq!(shown(&[("a", 1), ("b", 2)]), "a, 1, b, 2");
        assert_eq!(shown(&Duration::from_millis(1500)), "1.5s");
        assert_eq!(shown(&u128::MAX), u128::MAX.to_string());
    }

    #[cfg(feature = "json")]
    #[test]
    fn values_are_json() {
        let values = [
            (u64::MAX.to_metadata_value(), serde_json::json!(u64::MAX)),
            (i128::MIN.to_metadata_value(), serde_json::json!(i128::MIN.to_string())),
            (["a", "b"].to_metadata_value(), serde_json::json!(["a", "b"])),
            (None::<u8>.to_metadata_value(), serde_json::Value::Null),
        ];
        for (value, expected) in values {
            assert_eq!(serde_json::to_value(&value).unwrap(), expected);
        }
    }
}
