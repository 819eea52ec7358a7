//! The fields of a config, from its JSON Schema: each with its path, its type, and whether it must be there.

use super::StableField;
use super::types::{Schema, type_name};
use std::collections::BTreeMap;

/// The path of a config that is no table.
pub(super) const WHOLE: &str = "(whole)";

/// The type of what is not known.
pub(super) const ANYTHING: &str = "anything";

pub(super) fn fields(schema: &serde_json::Value) -> BTreeMap<String, StableField> {
    let schema = Schema::root(schema);
    let mut fields = BTreeMap::new();
    if schema.only_table().is_some() {
        add_fields(&schema, "", &mut fields);
    } else {
        add(WHOLE.to_owned(), &schema, false, &mut fields);
    }
    fields
}

/// Those of the table that `schema` is, if it is one, or that it lists.
fn add_fields(schema: &Schema<'_>, prefix: &str, fields: &mut BTreeMap<String, StableField>) {
    let Some(table) = schema.only_table() else { return };
    for (key, field, required) in table.properties() {
        add(format!("{prefix}{key}"), &field, required, fields);
    }
}

fn add(path: String, schema: &Schema<'_>, required: bool, fields: &mut BTreeMap<String, StableField>) {
    add_fields(schema, &format!("{path}."), fields);
    let mut list = schema.only_items();
    let mut brackets = "[]".to_owned();
    while let Some(items) = list {
        add_fields(&items, &format!("{path}{brackets}."), fields);
        list = items.only_items();
        brackets.push_str("[]");
    }
    fields.insert(path, StableField { type_name: type_name(schema), required });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(schema: &Value, expected: &[(&str, &str, bool)]) {
        let fields = fields(schema);
        let found: Vec<_> =
            fields.iter().map(|(path, field)| (path.as_str(), field.type_name.as_str(), field.required)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_fields() {
        let schema = json!({
            "type": "object",
            "properties": {
                "any": true,
                "count": { "type": ["integer", "null"], "format": "uint8" },
                "names": { "type": "array", "items": { "type": "string" } },
                "pair": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "number", "format": "double" }] },
                "by_name": { "type": "object", "additionalProperties": { "type": "boolean" } },
                "other": { "kind": "metrics" },
                "odd": { "not": { "type": "string" } },
            },
            "required": ["count"],
        });
        check(
            &schema,
            &[
                ("any", "anything", false),
                ("by_name", "table of boolean", false),
                ("count", "integer (uint8) | null", true),
                ("names", "[string]", false),
                ("odd", r#"{"not":{"type":"string"}}"#, false),
                ("other", "a component of metrics", false),
                ("pair", "[string, number]", false),
            ],
        );
    }

    #[test]
    fn choices() {
        let average = json!({ "oneOf": [{ "const": "macro" }, { "type": "string", "enum": ["micro", "weighted"] }] });
        let schema = json!({
            "type": "object",
            "properties": { "average": { "$ref": "#/$defs/Average" }, "two": { "oneOf": [
                { "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] },
                { "type": "object", "properties": { "b": { "type": "string" } } },
            ] } },
            "$defs": { "Average": average },
        });
        check(
            &schema,
            &[("average", "'macro' | 'micro' | 'weighted'", false), ("two", "{a: string} | {b?: string}", false)],
        );
    }

    #[test]
    fn tables_in_tables() {
        let schema = json!({
            "type": "object",
            "properties": {
                "inner": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }] },
                "list": { "type": "array", "items": { "$ref": "#/$defs/Inner" } },
            },
            "$defs": { "Inner": {
                "type": "object",
                "properties": { "size": { "type": "number" }, "next": { "$ref": "#/$defs/Inner" } },
                "required": ["size"],
            } },
        });
        check(
            &schema,
            &[
                ("inner", "null | table", false),
                ("inner.next", "<Inner>", false),
                ("inner.size", "number", true),
                ("list", "[table]", false),
                ("list[].next", "<Inner>", false),
                ("list[].size", "number", true),
            ],
        );
    }

    #[test]
    fn what_is_no_table() {
        check(&json!(true), &[(WHOLE, "anything", false)]);
        check(&json!({ "type": "array", "items": { "type": "string" } }), &[(WHOLE, "[string]", false)]);
    }
}
