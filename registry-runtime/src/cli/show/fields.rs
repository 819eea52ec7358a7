//! The fields of a config, each with its path: also those of the tables in it.

use serde_json::{Map, Value};

/// A JSON Schema of a table, with the definitions of its root, and those of them that lead here.
pub(super) struct Table<'a> {
    properties: &'a Map<String, Value>,
    required: &'a [Value],
    root: &'a Value,
    within: Vec<&'a str>,
}

/// What a table holds, or a table in it.
pub(super) struct Property<'a> {
    /// As `size`, `inner.size` or `list[].size`.
    pub(super) path: String,
    pub(super) schema: &'a Value,
    /// Whether its own table must have it.
    pub(super) required: bool,
}

impl<'a> Table<'a> {
    /// That of `config`, if it is one.
    pub(super) fn of(config: &'a Map<String, Value>, root: &'a Value) -> Option<Self> {
        Schema { object: config, root, within: Vec::new() }.referred()?.as_table()
    }

    /// In the order of the schema; those of a table in it after itself.
    pub(super) fn fields(&self) -> Vec<Property<'a>> {
        let mut fields = Vec::new();
        self.add_fields("", &mut fields);
        fields
    }

    fn add_fields(&self, prefix: &str, fields: &mut Vec<Property<'a>>) {
        for (key, schema) in self.properties {
            let path = format!("{prefix}{key}");
            let required = self.required.iter().any(|required| required == key);
            fields.push(Property { path: path.clone(), schema, required });
            if let Some((brackets, table)) = self.within(schema) {
                table.add_fields(&format!("{path}{brackets}."), fields);
            }
        }
    }

    /// The one table that there is in a value of this schema, with `[]` for each list around it.
    fn within(&self, schema: &'a Value) -> Option<(String, Self)> {
        let mut inner = Schema { object: schema.as_object()?, root: self.root, within: self.within.clone() };
        let mut brackets = String::new();
        loop {
            inner = inner.only_structure()?;
            if let Some(table) = inner.as_table() {
                return Some((brackets, table));
            }
            inner = inner.of(inner.object.get("items")?.as_object()?);
            brackets.push_str("[]");
        }
    }
}

#[derive(Clone)]
struct Schema<'a> {
    object: &'a Map<String, Value>,
    root: &'a Value,
    within: Vec<&'a str>,
}

impl<'a> Schema<'a> {
    fn of(&self, object: &'a Map<String, Value>) -> Self {
        Self { object, ..self.clone() }
    }

    fn as_table(&self) -> Option<Table<'a>> {
        let properties = self.object.get("properties")?.as_object()?;
        let required = self.object.get("required").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        Some(Table { properties, required, root: self.root, within: self.within.clone() })
    }

    /// Itself or what it refers to; nothing if that leads here.
    fn referred(mut self) -> Option<Self> {
        while let Some(reference) = self.object.get("$ref").and_then(Value::as_str) {
            if self.within.contains(&reference) {
                return None;
            }
            self.within.push(reference);
            self.object = self.root.pointer(reference.strip_prefix('#')?)?.as_object()?;
        }
        Some(self)
    }

    /// The table or list, if exactly one of the alternatives is one.
    fn only_structure(self) -> Option<Self> {
        let mut structures = self.alternatives().into_iter().filter(Self::is_structure);
        structures.next().filter(|_| structures.next().is_none())
    }

    fn is_structure(&self) -> bool {
        self.object.contains_key("properties") || self.object.contains_key("items")
    }

    fn alternatives(self) -> Vec<Self> {
        let Some(schema) = self.referred() else { return Vec::new() };
        let choices = ["anyOf", "oneOf"].iter().find_map(|word| schema.object.get(*word)?.as_array());
        match choices {
            Some(choices) => {
                let objects = choices.iter().filter_map(Value::as_object);
                objects.flat_map(|choice| schema.of(choice).alternatives()).collect()
            }
            None => vec![schema],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tables_in_tables_have_paths() {
        let inner = json!({
            "type": "object",
            "properties": { "next": { "$ref": "#/$defs/Inner" }, "size": { "type": "number" } },
            "required": ["size"],
        });
        let two = json!({ "oneOf": [{ "properties": { "a": {} } }, { "properties": { "b": {} } }] });
        let root = json!({
            "properties": {
                "inner": { "anyOf": [{ "$ref": "#/$defs/Inner" }, { "type": "null" }] },
                "list": { "type": "array", "items": { "type": "array", "items": { "$ref": "#/$defs/Inner" } } },
                "two": two,
                "words": { "type": "array", "items": { "type": "string" } },
            },
            "required": ["list"],
            "$defs": { "Inner": inner, "Itself": { "$ref": "#/$defs/Itself" } },
        });
        let fields = Table::of(root.as_object().unwrap(), &root).unwrap().fields();
        let paths: Vec<_> = fields.iter().map(|field| (field.path.as_str(), field.required)).collect();
        assert_eq!(
            paths,
            [
                ("inner", false),
                ("inner.next", false),
                ("inner.size", true),
                ("list", true),
                ("list[][].next", false),
                ("list[][].size", true),
                ("two", false),
                ("words", false),
            ]
        );
        let itself = json!({ "$ref": "#/$defs/Itself" });
        assert!(Table::of(itself.as_object().unwrap(), &root).is_none());
    }
}
