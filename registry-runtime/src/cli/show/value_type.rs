//! The type of a value in words, from its JSON Schema.

use serde_json::{Map, Value};

/// As `integer`, `"macro" | "micro"` or `array of number`. What has fields goes by its name.
pub(super) fn type_of(schema: &Value, root: &Value) -> String {
    let Some(object) = schema.as_object() else { return "any".to_owned() };
    if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
        return referred(reference, root);
    }
    if let Some(value) = object.get("const") {
        return value.to_string();
    }
    if let Some(values) = object.get("enum").and_then(Value::as_array) {
        return joined(values.iter().map(Value::to_string));
    }
    for word in ["oneOf", "anyOf"] {
        if let Some(choices) = object.get(word).and_then(Value::as_array) {
            return joined(choices.iter().map(|choice| type_of(choice, root)));
        }
    }
    match object.get("type") {
        Some(Value::String(name)) => named(name, object, root),
        Some(Value::Array(names)) => {
            joined(names.iter().filter_map(Value::as_str).map(|name| named(name, object, root)))
        }
        _ => "any".to_owned(),
    }
}

fn named(name: &str, object: &Map<String, Value>, root: &Value) -> String {
    match object.get("items") {
        Some(items) if name == "array" => format!("array of {}", type_of(items, root)),
        _ => name.to_owned(),
    }
}

/// Definitions may refer to themselves, so only those that cannot are spelt out.
fn referred(reference: &str, root: &Value) -> String {
    let target = reference.strip_prefix('#').and_then(|path| root.pointer(path));
    let name = reference.rsplit('/').next().unwrap_or(reference);
    match target {
        Some(target) if is_choice_of_words(target) || is_scalar(target) => type_of(target, root),
        _ => name.to_owned(),
    }
}

fn is_scalar(schema: &Value) -> bool {
    let names = ["string", "integer", "number", "boolean", "null"];
    schema.get("type").and_then(Value::as_str).is_some_and(|name| names.contains(&name))
}

fn is_choice_of_words(schema: &Value) -> bool {
    let is_word = |choice: &Value| choice.get("const").is_some() || choice.get("enum").is_some();
    let all_words = |choices: &Value| choices.as_array().is_some_and(|choices| choices.iter().all(is_word));
    is_word(schema) || schema.get("oneOf").is_some_and(all_words) || schema.get("anyOf").is_some_and(all_words)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut known: Vec<String> = Vec::new();
    for part in parts {
        if !known.contains(&part) {
            known.push(part);
        }
    }
    known.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn types_are_told_in_words() {
        let root = json!({ "$defs": {
            "Average": { "oneOf": [{ "const": "macro" }, { "const": "micro" }, { "enum": ["none"] }] },
            "Letter": { "type": "string", "maxLength": 1 },
            "Tree": { "type": "object", "properties": { "left": { "$ref": "#/$defs/Tree" } } },
        } });
        for (schema, expected) in [
            (json!({ "type": "integer", "format": "uint8", "minimum": 0 }), "integer"),
            (json!({ "type": ["string", "null"] }), "string | null"),
            (json!({ "$ref": "#/$defs/Average", "default": "macro" }), "\"macro\" | \"micro\" | \"none\""),
            (json!({ "$ref": "#/$defs/Letter" }), "string"),
            (json!({ "anyOf": [{ "$ref": "#/$defs/Tree" }, { "type": "null" }] }), "Tree | null"),
            (json!({ "type": "array", "items": { "type": "number" } }), "array of number"),
            (json!({ "type": ["array", "null"], "items": { "type": "number" } }), "array of number | null"),
            (json!({ "const": 5 }), "5"),
            (json!({ "$ref": "#/$defs/Absent" }), "Absent"),
            (json!(true), "any"),
            (json!({}), "any"),
        ] {
            assert_eq!(type_of(&schema, &root), expected);
        }
    }
}
