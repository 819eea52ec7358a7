//! Lists and tables.

use super::{Argument, Inside};
use crate::error::BoxError;
use crate::plugin::value::Value;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

impl<T: Argument> Argument for Vec<T> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        let Value::List(values) = value else { return Err(value.unexpected("a list")) };
        let item = |(index, value)| T::from_value(value).map_err(|error| Inside::of(&format!("[{index}]"), error));
        values.iter().enumerate().map(item).collect()
    }
}

impl<A: Argument, const N: usize> Argument for [A; N] {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        match value {
            Value::List(values) if values.len() != N => {
                Err(format!("expected a list of {N}, not one of {}", values.len()).into())
            }
            // its length was checked
            _ => Vec::from_value(value)?.try_into().map_err(|_| value.unexpected(format_args!("a list of {N}"))),
        }
    }
}

fn table<A: Argument, T: FromIterator<(String, A)>>(value: &Value) -> Result<T, BoxError> {
    let Value::Table(values) = value else { return Err(value.unexpected("a table")) };
    let entry = |(key, value): &(String, Value)| {
        let value = A::from_value(value).map_err(|error| Inside::of(&format!(".{key}"), error))?;
        Ok((key.clone(), value))
    };
    values.iter().map(entry).collect()
}

impl<V: Argument> Argument for BTreeMap<String, V> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        table(value)
    }
}

impl<V: Argument, S: BuildHasher + Default> Argument for HashMap<String, V, S> {
    fn from_value(value: &Value) -> Result<Self, BoxError> {
        table(value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_error, assert_made};
    use super::*;

    #[test]
    fn lists() {
        assert_made([1, 2], vec![1_u8, 2]);
        assert_made([Some(1), None], [Some(1_u8), None]);
        assert_error::<Vec<u8>>(1, "expected a list, not 1");
        assert_error::<Vec<u8>>([1, 300], "[1]: expected an integer from 0 to 255, not 300");
        assert_error::<[u8; 2]>([1], "expected a list of 2, not one of 1");
        assert_error::<[u8; 2]>(1, "expected a list, not 1");
    }

    #[test]
    fn tables() {
        let values = BTreeMap::from([("a".to_owned(), vec![1, 300])]);
        assert_made(values.clone(), BTreeMap::from([("a".to_owned(), vec![1_u16, 300])]));
        assert_made(values.clone(), HashMap::<_, _>::from([("a".to_owned(), vec![1_u16, 300])]));
        assert_error::<BTreeMap<String, Vec<u8>>>(values, "a[1]: expected an integer from 0 to 255, not 300");
        assert_error::<BTreeMap<String, u8>>(1, "expected a table, not 1");
    }
}
