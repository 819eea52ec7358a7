//! Metadata as JSON.

use crate::metadata::MetadataValue;
use serde_json::{Value, json};

/// Like its `Serialize`, but numbers that JSON has not are texts instead of null.
pub(super) fn value(metadata: &MetadataValue) -> Value {
    match metadata {
        MetadataValue::Float(value) if !value.is_finite() => Value::String(value.to_string()),
        MetadataValue::List(values) => values.iter().map(self::value).collect(),
        other => json!(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_json_has_not_are_texts() {
        let numbers =
            MetadataValue::List(vec![MetadataValue::Float(f64::NAN), MetadataValue::Float(f64::NEG_INFINITY)]);
        assert_eq!(value(&numbers), json!(["NaN", "-inf"]));
        assert_eq!(value(&MetadataValue::Float(0.1)), json!(0.1));
        assert_eq!(value(&MetadataValue::None), Value::Null);
    }
}
