//! What config a component takes, from the JSON Schema of its registry.

use super::fields::{Property, Table};
use super::value_type::type_of;
use crate::catalog::AnyRegistry;
use crate::metadata::MetadataValue;
use serde_json::{Map, Value, json};

/// What a component takes from config.
pub(super) enum Config {
    Nothing,
    /// It takes some, but says nothing about it.
    Unknown,
    Fields(Vec<Field>),
    /// It is not a table with fields.
    Other(String),
}

pub(super) struct Field {
    /// Its path, as `inner.size` or `list[].size`.
    name: String,
    value_type: String,
    required: bool,
    default: Option<Value>,
    description: String,
}

impl Config {
    /// That of the component with this name.
    pub(super) fn of(name: &str, registry: &AnyRegistry) -> Self {
        let root = registry.json_schema();
        let branches = root.get("anyOf").and_then(Value::as_array);
        let is_own = |branch: &&Value| branch.pointer("/properties/name/const").is_some_and(|known| known == name);
        let config = branches.and_then(|branches| branches.iter().find(is_own)?.pointer("/properties/config"));
        match config.and_then(Value::as_object) {
            Some(config) => Self::from_schema(config, root.as_value()),
            None => Self::Unknown,
        }
    }

    fn from_schema(config: &Map<String, Value>, root: &Value) -> Self {
        if config.get("maxProperties").is_some_and(|most| most == 0) {
            return Self::Nothing;
        }
        match Table::of(config, root) {
            Some(table) => Self::Fields(table.fields().into_iter().map(|property| Field::of(property, root)).collect()),
            None if config.keys().all(|word| word == "description") => Self::Unknown,
            None => Self::Other(type_of(&Value::Object(config.clone()), root)),
        }
    }

    /// An array of fields, which is empty for none; the type of what is no table; `null` if it is not known.
    pub(super) fn as_json(&self) -> Value {
        match self {
            Self::Nothing => json!([]),
            Self::Unknown => Value::Null,
            Self::Fields(fields) => fields.iter().map(Field::as_json).collect(),
            Self::Other(value_type) => json!({ "type": value_type }),
        }
    }
}

impl Field {
    fn of(Property { path, schema, required }: Property<'_>, root: &Value) -> Self {
        Self {
            name: path,
            value_type: type_of(schema, root),
            required,
            default: schema.get("default").cloned(),
            description: schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned(),
        }
    }

    fn as_json(&self) -> Value {
        let Self { name, value_type, required, default, description } = self;
        json!({ "name": name, "type": value_type, "required": required, "default": default, "description": description })
    }

    /// For a table of the fields.
    pub(super) fn as_row(&self) -> Vec<MetadataValue> {
        let text = |text: String| MetadataValue::Text(text.into());
        let default = self.default.as_ref().map(Value::to_string).unwrap_or_default();
        let required = if self.required { "yes" } else { "no" };
        vec![
            text(self.name.clone()),
            text(self.value_type.clone()),
            required.into(),
            text(default),
            text(self.description.clone()),
        ]
    }
}
