//! What can become a value.

use super::Value;
use crate::plugin::instance::Instance;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

macro_rules! values {
    ($($value:ident: $($type:ty),+ => $variant:expr;)+) => {
        $($(impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $variant
            }
        })+)+
    };
}

values! {
    _nothing: () => Self::Null;
    value: bool => Self::Bool(value);
    value: i8, i16, i32, i64, u8, u16, u32, u64 => Self::Integer(value.into());
    value: i128 => Self::Integer(value);
    // no target has more than 64 bits, but the standard library does not say so
    value: isize, usize => i128::try_from(value).map_or_else(|_| Self::other(value), Self::Integer);
    // what is larger than any `i128` is for `u128` alone
    value: u128 => i128::try_from(value).map_or_else(|_| Self::other(value), Self::Integer);
    value: f32 => Self::Float(value.into());
    value: f64 => Self::Float(value);
    value: char, &str, &String, Box<str>, Cow<'_, str> => Self::Text(value.into());
    value: String => Self::Text(value);
    // a text if it is one, so that it is equal to the same path from config
    value: PathBuf => value.into_os_string().into_string().map_or_else(|path| Self::other(PathBuf::from(path)), Self::Text);
    value: &Path, &PathBuf => Self::from(value.to_owned());
    value: Duration => Self::other(value);
    value: Instance => Self::Instance(value);
}

impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(values: Vec<V>) -> Self {
        values.into_iter().collect()
    }
}

impl<V: Into<Value>, const N: usize> From<[V; N]> for Value {
    fn from(values: [V; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<V: Into<Value> + Clone> From<&[V]> for Value {
    fn from(values: &[V]) -> Self {
        values.iter().cloned().collect()
    }
}

/// A list.
impl<V: Into<Value>> FromIterator<V> for Value {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl<V: Into<Value>> From<BTreeMap<String, V>> for Value {
    fn from(values: BTreeMap<String, V>) -> Self {
        Self::Table(values.into_iter().map(|(key, value)| (key, value.into())).collect())
    }
}

impl<V: Into<Value>, S> From<HashMap<String, V, S>> for Value {
    fn from(values: HashMap<String, V, S>) -> Self {
        let mut table: Vec<_> = values.into_iter().map(|(key, value)| (key, value.into())).collect();
        // messages do not change from run to run
        table.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Self::Table(table)
    }
}

/// An instance: for a requirement that is given instead of loaded.
impl<T: ?Sized + Send + Sync + 'static> From<Arc<T>> for Value {
    fn from(value: Arc<T>) -> Self {
        Self::Instance(Instance::new(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_debug(value: impl Into<Value>, expected: &str) {
        assert_eq!(format!("{:?}", value.into()), expected);
    }

    #[test]
    fn everything_usual_becomes_a_value() {
        assert_debug((), "null");
        assert_debug(true, "true");
        assert_debug(-1_i8, "-1");
        assert_debug(usize::MAX, &usize::MAX.to_string());
        assert_debug(u128::MAX, "u128");
        assert_debug(0.5_f32, "0.5");
        assert_debug('x', r#""x""#);
        assert_debug("text", r#""text""#);
        assert_debug(Cow::Borrowed("text"), r#""text""#);
        assert_debug(Box::<str>::from("text"), r#""text""#);
        assert_debug(Path::new("a/b"), r#""a/b""#);
        assert_debug(Duration::ZERO, "core::time::Duration");
        assert_debug(Some(None::<u8>), "null");
        assert_debug([Some(1), None], "[1, null]");
        assert_debug(&["a", "b"][..], r#"["a", "b"]"#);
        assert_debug(BTreeMap::from([("b".to_owned(), 1), ("a".to_owned(), 2)]), r#"{"a": 2, "b": 1}"#);
        assert_debug(HashMap::from([("b".to_owned(), 1), ("a".to_owned(), 2)]), r#"{"a": 2, "b": 1}"#);
        assert_debug(Arc::<str>::from("x"), "Instance(str)");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_stays_a_path() {
        use std::os::unix::ffi::OsStringExt;

        let path = PathBuf::from(std::ffi::OsString::from_vec(vec![0xff]));
        assert_eq!(Value::from(&path).as_other::<PathBuf>(), Some(&path));
    }

    #[test]
    fn values_are_equal_if_they_say_the_same() {
        let table = |keys: [&str; 2]| Value::Table(keys.map(|key| (key.to_owned(), Value::from(key))).into());
        assert_eq!(table(["a", "b"]), table(["b", "a"]));
        assert_ne!(Value::from(1), Value::from(1.0));
        assert_eq!(Value::from(f64::NAN), Value::from(f64::NAN));
        assert_ne!(Value::Loose("1".into()), Value::from("1"));
        let shared = Arc::new(1);
        assert_eq!(Value::from(Arc::clone(&shared)), Value::from(shared));
        assert_ne!(Value::from(Arc::new(1)), Value::from(Arc::new(1)));
        assert_eq!(Value::from(Duration::ZERO), Value::other(Duration::ZERO));
        assert_ne!(Value::other(1_u8), Value::other(1_u16));
    }
}
