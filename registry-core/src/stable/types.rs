//! JSON Schema as people write types.

use super::config::OR;
use super::fields::ANYTHING;
use crate::config::KIND_KEYWORD;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A schema, with where it came from: the definitions of its root, and those of them that lead here.
#[derive(Clone)]
pub(super) struct Schema<'a> {
    root: &'a Value,
    value: &'a Value,
    within: Vec<&'a str>,
}

impl<'a> Schema<'a> {
    pub(super) fn root(root: &'a Value) -> Self {
        Self { root, value: root, within: Vec::new() }
    }

    fn of(&self, value: &'a Value) -> Self {
        Self { value, ..self.clone() }
    }

    fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.value.get(keyword)
    }

    fn list(&self, keyword: &str) -> Option<Vec<Self>> {
        Some(self.get(keyword)?.as_array()?.iter().map(|value| self.of(value)).collect())
    }

    fn is_type(&self, name: &str) -> bool {
        self.get("type").is_some_and(|types| types == name)
    }

    /// What it refers to, unless that leads here.
    fn referred(&self) -> Option<Self> {
        let name = self.reference()?;
        let value = self.root.get("$defs")?.get(name)?;
        if self.within.contains(&name) {
            return None;
        }
        let mut referred = self.of(value);
        referred.within.push(name);
        Some(referred)
    }

    fn reference(&self) -> Option<&'a str> {
        self.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
    }

    /// The schemas of which one has to hold; none of them is such a choice itself.
    fn alternatives(&self) -> Vec<Self> {
        if let Some(referred) = self.referred() {
            return referred.alternatives();
        }
        match self.list("anyOf").or_else(|| self.list("oneOf")) {
            Some(choices) => choices.iter().flat_map(Self::alternatives).collect(),
            None => vec![self.clone()],
        }
    }

    fn is_table(&self) -> bool {
        self.get("properties").is_some_and(Value::is_object)
    }

    /// The table, if exactly one of the alternatives is one.
    pub(super) fn only_table(&self) -> Option<Self> {
        only(self.alternatives(), Self::is_table)
    }

    /// What is in the list, if exactly one of the alternatives is one.
    pub(super) fn only_items(&self) -> Option<Self> {
        let list = only(self.alternatives(), |schema| schema.is_type("array"))?;
        list.get("items").map(|items| list.of(items))
    }

    /// Each key of the table, its schema, and whether it must be there.
    pub(super) fn properties(&self) -> Vec<(&'a str, Self, bool)> {
        let required = self.get("required").and_then(Value::as_array);
        let is_required = |key: &str| required.is_some_and(|required| required.iter().any(|name| name == key));
        let properties = self.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(|(key, value)| (key.as_str(), self.of(value), is_required(key))).collect()
    }
}

fn only<'a>(schemas: Vec<Schema<'a>>, is_meant: impl Fn(&Schema<'a>) -> bool) -> Option<Schema<'a>> {
    let mut meant = schemas.into_iter().filter(is_meant);
    meant.next().filter(|_| meant.next().is_none())
}

/// The alternatives, sorted.
pub(super) fn type_name(schema: &Schema<'_>) -> String {
    let has_one_table = schema.only_table().is_some();
    let mut names = BTreeSet::new();
    for alternative in schema.alternatives() {
        if has_one_table && alternative.is_table() {
            // its fields have paths of their own
            names.insert("table".to_owned());
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
        _ if is_anything(schema.value) => vec![ANYTHING.to_owned()],
        _ => vec![as_json(schema.value)],
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
            Some(values) => format!("table of {}", type_name(&schema.of(values))),
            None => "table".to_owned(),
        },
        ("integer" | "string", Some(format)) => format!("{name} ({format})"),
        _ => name.to_owned(),
    }
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

fn is_anything(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_object().is_some_and(|object| object.keys().all(|key| key == "default")))
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
