//! The fields of a config, from its JSON Schema: each with its path, its type, and whether it must be there.

use super::StableField;
use super::schema::Schema;
use super::types::type_name;
use std::collections::BTreeMap;

/// The path of a config that is no table, or may be something else.
pub(super) const WHOLE: &str = "(whole)";

/// The type of a table, whose fields have paths of their own.
pub(super) const TABLE: &str = "table";

/// The type of what is not known.
pub(super) const ANYTHING: &str = "anything";

pub(super) fn fields(schema: &serde_json::Value) -> BTreeMap<String, StableField> {
    let schema = Schema::root(schema);
    let mut fields = BTreeMap::new();
    if schema.only_table().is_some() {
        add_fields(&schema, "", &mut fields);
        add_choice(&schema, &mut fields);
    } else {
        add(WHOLE.to_owned(), &schema, !schema.is_optional(), &mut fields);
    }
    fields
}

/// What a config may be instead of a table. Whether it must be there is up to the fields.
fn add_choice(schema: &Schema<'_>, fields: &mut BTreeMap<String, StableField>) {
    let type_name = type_name(schema);
    if type_name != TABLE {
        fields.insert(WHOLE.to_owned(), StableField { type_name, required: false });
    }
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
    use schemars::JsonSchema;
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
        check(&json!(true), &[(WHOLE, "anything", true)]);
        check(&json!({ "type": "array", "items": { "type": "string" } }), &[(WHOLE, "[string]", true)]);
        check(&json!({ "type": ["integer", "null"] }), &[(WHOLE, "integer | null", true)]);
        check(&json!({ "kind": "metrics" }), &[(WHOLE, "a component of metrics", true)]);
    }

    #[test]
    fn what_is_no_table_but_may_be_left_out() {
        let any_keys = json!({ "type": "object", "additionalProperties": { "type": ["number", "null"] } });
        check(&any_keys, &[(WHOLE, "table of (null | number)", false)]);
        check(&json!({ "type": "null" }), &[(WHOLE, "null", false)]);
        check(&json!({ "type": ["object", "string"] }), &[(WHOLE, "string | table", false)]);
        check(&json!({ "type": "string", "default": "x" }), &[(WHOLE, "string", false)]);
        let one = json!({ "type": "object", "properties": { "a": true }, "required": ["a"] });
        let other = json!({ "type": "object", "properties": { "b": true } });
        check(&json!({ "anyOf": [one, one] }), &[(WHOLE, "{a: anything}", true)]);
        check(&json!({ "anyOf": [one, other] }), &[(WHOLE, "{a: anything} | {b?: anything}", false)]);
    }

    #[test]
    fn what_may_be_a_table() {
        let table = json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] });
        let choice = json!({ "anyOf": [table, { "type": "string" }] });
        check(&choice, &[(WHOLE, "string | table", false), ("a", "string", true)]);
    }

    #[test]
    fn tables_without_fields() {
        check(&json!({ "type": "object" }), &[]);
        check(&json!({ "type": "object", "additionalProperties": false }), &[]);
        check(&json!({ "$ref": "#/$defs/Empty", "$defs": { "Empty": { "type": "object" } } }), &[]);
        let inner = json!({ "type": "object", "properties": { "inner": { "type": "object" } } });
        check(&inner, &[("inner", "table", false)]);
        check(&json!({ "type": "object", "patternProperties": {} }), &[(WHOLE, "table", false)]);
    }

    #[test]
    fn a_struct_without_fields_has_the_schema_of_one() {
        #[derive(JsonSchema)]
        struct Open {}
        #[derive(JsonSchema)]
        #[schemars(deny_unknown_fields)]
        struct Closed {}

        let mut generator = schemars::SchemaGenerator::default();
        check(Open::json_schema(&mut generator).as_value(), &[]);
        check(Closed::json_schema(&mut generator).as_value(), &[]);
    }
}
