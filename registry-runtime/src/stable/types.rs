//! JSON Schema as people write types.

use super::fields::{ANYTHING, TABLE};
use super::schema::Schema;
use super::wider::{OR, VALUES};
use crate::config::KIND_KEYWORD;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The alternatives, sorted.
pub(super) fn type_name(schema: &Schema<'_>) -> String {
    let has_one_table = schema.only_table().is_some();
    let mut names = BTreeSet::new();
    for alternative in schema.alternatives() {
        if has_one_table && alternative.is_table() {
            // its fields have paths of their own
            names.insert(TABLE.to_owned());
        } else {
            names.extend(names_of(&alternative));
        }
    }
    names.into_iter().collect::<Vec<_>>().join(OR)
}

/// One that is no choice, but it may have several types or values.
fn names_of(schema: &Schema<'_>) -> Vec<String> {
    if let Some(name) = schema.reference() {
        return vec![format!("<{name}>")];
    }
    if let Some(kind) = schema.get(KIND_KEYWORD).and_then(Value::as_str) {
        return vec![format!("a component of {kind}")];
    }
    if let Some(value) = schema.get("const") {
        return vec![literal(value)];
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return values.iter().map(literal).collect();
    }
    match schema.get("type") {
        Some(Value::String(name)) => vec![of_type(schema, name)],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(|name| of_type(schema, name)).collect(),
        _ if schema.is_anything() => vec![ANYTHING.to_owned()],
        _ => vec![as_json(schema.value())],
    }
}

fn literal(value: &Value) -> String {
    value.as_str().map_or_else(|| as_json(value), |text| format!("'{text}'"))
}

fn of_type(schema: &Schema<'_>, name: &str) -> String {
    match (name, schema.get("format").and_then(Value::as_str)) {
        ("array", _) => list(schema),
        ("object", _) if schema.is_table() => table(schema),
        ("object", _) => match schema.get("additionalProperties") {
            Some(values) => format!("{VALUES}{}", one(type_name(&schema.of(values)))),
            None => TABLE.to_owned(),
        },
        ("integer" | "string", Some(format)) => format!("{name} ({format})"),
        _ => name.to_owned(),
    }
}

/// In parentheses, if it is a choice: what it is part of may be one, too.
fn one(type_name: String) -> String {
    if type_name.contains(OR) { format!("({type_name})") } else { type_name }
}

fn list(schema: &Schema<'_>) -> String {
    match (schema.list("prefixItems"), schema.get("items")) {
        (Some(items), _) => format!("[{}]", items.iter().map(type_name).collect::<Vec<_>>().join(", ")),
        (None, Some(items)) => format!("[{}]", type_name(&schema.of(items))),
        (None, None) => format!("[{ANYTHING}]"),
    }
}

fn table(schema: &Schema<'_>) -> String {
    let fields: Vec<String> = schema
        .properties()
        .iter()
        .map(|(key, field, required)| format!("{key}{} {}", if *required { ":" } else { "?:" }, inline(field)))
        .collect();
    format!("{{{}}}", fields.join(", "))
}

/// The type with the fields of its tables, because here they have no paths.
fn inline(schema: &Schema<'_>) -> String {
    let names: BTreeSet<String> = schema.alternatives().iter().flat_map(names_of).collect();
    names.into_iter().collect::<Vec<_>>().join(OR)
}

/// Without what is no part of the type.
fn as_json(value: &Value) -> String {
    let mut value = value.clone();
    if let Some(object) = value.as_object_mut() {
        drop(Map::remove(object, "default"));
        drop(Map::remove(object, "$defs"));
    }
    value.sort_all_objects();
    value.to_string()
}
