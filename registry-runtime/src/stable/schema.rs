//! JSON Schema with what its references lead to.

use serde_json::{Map, Value};

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

    pub(super) fn value(&self) -> &'a Value {
        self.value
    }

    pub(super) fn of(&self, value: &'a Value) -> Self {
        Self { value, ..self.clone() }
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.value.get(keyword)
    }

    pub(super) fn list(&self, keyword: &str) -> Option<Vec<Self>> {
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

    pub(super) fn reference(&self) -> Option<&'a str> {
        self.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
    }

    /// The schemas of which one has to hold; none of them is such a choice itself.
    pub(super) fn alternatives(&self) -> Vec<Self> {
        if let Some(referred) = self.referred() {
            return referred.alternatives();
        }
        match self.list("anyOf").or_else(|| self.list("oneOf")) {
            Some(choices) => choices.iter().flat_map(Self::alternatives).collect(),
            None => vec![self.clone()],
        }
    }

    pub(super) fn is_table(&self) -> bool {
        self.get("properties").is_some_and(Value::is_object) || self.is_table_without_fields()
    }

    /// What a struct without fields has. A schema that says more is another matter, such as a map.
    fn is_table_without_fields(&self) -> bool {
        let says_nothing_else = |object: &Map<String, Value>| {
            object.iter().all(|(keyword, value)| match keyword.as_str() {
                "type" | "default" | "$defs" => true,
                "additionalProperties" => value == false,
                _ => false,
            })
        };
        self.is_type("object") && self.value.as_object().is_some_and(says_nothing_else)
    }

    pub(super) fn is_anything(&self) -> bool {
        let is_default = |object: &Map<String, Value>| object.keys().all(|keyword| keyword == "default");
        self.value.as_bool().unwrap_or_else(|| self.value.as_object().is_some_and(is_default))
    }

    /// Whether it may be left out as a whole. Then config is empty, which is a table without content, so tables without required
    /// fields take it. What has a default is left out by whoever reads it.
    pub(super) fn is_optional(&self) -> bool {
        let alternatives = self.alternatives();
        let takes_nothing = matches!(&alternatives[..], [only] if only.is_type("null"));
        self.get("default").is_some() || takes_nothing || alternatives.iter().any(Self::takes_empty_table)
    }

    fn takes_empty_table(&self) -> bool {
        let types = self.get("type").and_then(Value::as_array);
        let has_object = types.is_some_and(|types| types.iter().any(|name| name == "object"));
        let takes_tables = has_object || self.is_type("object") || self.is_table();
        takes_tables && self.get("required").and_then(Value::as_array).is_none_or(Vec::is_empty)
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
