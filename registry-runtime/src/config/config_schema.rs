//! The schema of one component's config for programs that compare it, not for editors: without words for people, and with the
//! kind of a component in the place of all components of that kind.

use super::schema::{NoConfig, generator, strict};
use crate::registry::Claim;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The dialect in which a component is `{ "kind": "metrics" }`. Otherwise, the config of a component that holds others would
/// differ as soon as anything is registered.
const DIALECT: &str = "registry-core:kinds";

/// The keyword of that dialect.
pub(crate) const KIND: &str = "kind";

/// The schema of the config of `claim`; none if it takes none, and `true` if its fields are not known.
pub(crate) fn of_config(claim: &Claim) -> Option<Value> {
    let describe = claim.describe()?;
    let mut generator = generator_of_kinds();
    let Some(mut schema) = describe(&mut generator) else { return Some(Value::Bool(true)) };
    if schema == NoConfig::json_schema(&mut generator) {
        return None;
    }
    strict(&mut schema);
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    for transform in generator.transforms_mut() {
        transform.transform(&mut schema);
    }
    RecursiveTransform(without_words).transform(&mut schema);
    Some(schema.to_value())
}

fn generator_of_kinds() -> SchemaGenerator {
    let mut settings = generator().settings().clone();
    settings.meta_schema = Some(Cow::Borrowed(DIALECT));
    settings.into_generator()
}

/// Whether `generator` wants kinds for components.
pub(super) fn names_kinds(generator: &SchemaGenerator) -> bool {
    generator.settings().meta_schema.as_deref() == Some(DIALECT)
}

/// A component of `kind`, with keys beside its name and config.
pub(super) fn of_kind(kind: &str, properties: Map<String, Value>, required: Vec<Value>) -> Schema {
    let mut schema = json_schema!({ KIND: kind });
    if !properties.is_empty() {
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), Value::Array(required));
    }
    schema
}

fn without_words(schema: &mut Schema) {
    for word in ["title", "description", "examples"] {
        schema.remove(word);
    }
}
