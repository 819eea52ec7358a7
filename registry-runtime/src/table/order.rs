//! The order of values in a column.

use crate::metadata::MetadataValue;
use std::cmp::Ordering;

/// Numbers by their size, texts by their bytes, lists by their first values that differ; nothing comes last.
pub(super) fn compare(one: &MetadataValue, other: &MetadataValue) -> Ordering {
    use MetadataValue::{Bool, Float, Integer, List, Text};
    match (one, other) {
        (Bool(one), Bool(other)) => one.cmp(other),
        (Integer(one), Integer(other)) => one.cmp(other),
        (Integer(_) | Float(_), Integer(_) | Float(_)) => as_float(one).total_cmp(&as_float(other)),
        (Text(one), Text(other)) => one.cmp(other),
        (List(one), List(other)) => {
            let differing = one.iter().zip(other).map(|(one, other)| compare(one, other)).find(|order| order.is_ne());
            differing.unwrap_or_else(|| one.len().cmp(&other.len()))
        }
        _ => rank(one).cmp(&rank(other)),
    }
}

#[allow(clippy::cast_precision_loss, reason = "it is for the order beside floats")]
fn as_float(value: &MetadataValue) -> f64 {
    match value {
        MetadataValue::Integer(value) => *value as f64,
        MetadataValue::Float(value) => *value,
        _ => f64::NAN,
    }
}

fn rank(value: &MetadataValue) -> u8 {
    match value {
        MetadataValue::Bool(_) => 0,
        MetadataValue::Integer(_) | MetadataValue::Float(_) => 1,
        MetadataValue::Text(_) => 2,
        MetadataValue::List(_) => 3,
        MetadataValue::None => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use MetadataValue::{Bool, Float, Integer, List, None};

    #[test]
    fn values_are_sorted() {
        let sorted = [
            Bool(false),
            Bool(true),
            Integer(-1),
            Float(1.5),
            Integer(2),
            Integer(10),
            "a".into(),
            "b".into(),
            List(vec!["a".into()]),
            List(vec!["a".into(), "b".into()]),
            List(vec!["b".into()]),
            None,
        ];
        let mut values = sorted.to_vec();
        values.reverse();
        values.sort_by(compare);
        assert_eq!(values, sorted);
    }
}
