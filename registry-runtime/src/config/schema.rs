//! JSON Schema of what config can say, so that editors complete and check it.

use super::configurable::Configurable;
use super::spec::{CONFIG, NAME, Spec};
use crate::registry::{Claim, Registry, Settings};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::marker::PhantomData;

/// The schema of a document that is read as a `T`: like `schemars::schema_for!`, and it refuses fields that `T` does not know, as
/// [`Document`](crate::config::Document) does.
///
/// ```
/// # use registry_core::{Registry, register, registry};
/// # pub trait Metric: Send + Sync {}
/// # #[registry(config)]
/// # pub static METRICS: Registry<dyn Metric>;
/// use registry_core::config::{Spec, json_schema};
///
/// #[derive(schemars::JsonSchema, serde::Deserialize)]
/// struct Evaluation {
///     metrics: Vec<Spec<dyn Metric>>,
/// }
///
/// let schema = json_schema::<Evaluation>();
/// assert_eq!(schema.get("additionalProperties"), Some(&false.into()));
/// ```
#[must_use]
pub fn json_schema<T: ?Sized + JsonSchema>() -> Schema {
    generator().into_root_schema_for::<T>()
}

pub(super) fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_deserialize().with_transform(RecursiveTransform(strict)).into_generator()
}

/// Without a word about other fields than these, there are none.
pub(super) fn strict(schema: &mut Schema) {
    let Some(object) = schema.as_object_mut() else { return };
    let silent = !["additionalProperties", "unevaluatedProperties", "allOf", "anyOf", "oneOf", "$ref"]
        .iter()
        .any(|word| object.contains_key(*word));
    if silent && object.contains_key("properties") {
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// The JSON Schema of a [`Spec`]: a branch for each component, with its doc comment, its fields and its deprecation. Needs
    /// the feature `schema`.
    ///
    /// The fields come from `schemars::JsonSchema`; a config that does not implement it may hold anything, as far as the schema
    /// is concerned.
    ///
    /// ```
    /// use registry_core::{Registry, register, registry};
    ///
    /// pub trait Metric: Send + Sync {}
    ///
    /// #[registry]
    /// pub static METRICS: Registry<dyn Metric>;
    ///
    /// /// F-measure.
    /// #[register(kind = "metrics", config)]
    /// #[derive(serde::Deserialize, schemars::JsonSchema)]
    /// struct FBeta {
    ///     /// The weight of recall.
    ///     beta: f64,
    /// }
    /// impl Metric for FBeta {}
    ///
    /// #[register(kind = "metrics", deprecated(note = "use `f_beta`"))]
    /// #[derive(Default)]
    /// struct Old;
    /// impl Metric for Old {}
    ///
    /// let schema = METRICS.json_schema();
    /// let beta = schema.pointer("/anyOf/0/properties/config/properties/beta/description").unwrap();
    /// assert_eq!(beta, "The weight of recall.");
    /// // what has to be given has no branch without it
    /// assert_eq!(schema.pointer("/anyOf/0/required").unwrap(), &serde_json::json!(["name", "config"]));
    /// // of "old": by name with config, as the only key, and alone
    /// let old = schema.pointer("/anyOf/4").unwrap();
    /// assert_eq!(
    ///     old,
    ///     &serde_json::json!({ "const": "old", "deprecated": true, "description": "deprecated: use `f_beta`" }),
    /// );
    /// ```
    #[must_use]
    pub fn json_schema(&self) -> Schema {
        of_registry(self.settings(), &claims(self))
    }
}

fn claims<I: ?Sized + 'static, M: 'static>(registry: &Registry<I, M>) -> Vec<Claim> {
    registry.iter().enumerate().map(|(number, entry)| Claim::of(entry, number)).collect()
}

/// The schema of a component of each registry, for [`catalog`](crate::catalog).
pub(crate) fn of_registries(registries: &[(Settings, Vec<Claim>)]) -> Schema {
    let mut generator = generator();
    let mut schemas: Vec<(&str, Schema)> = registries
        .iter()
        .map(|(settings, claims)| (settings.kind, spec_schema(*settings, claims, &Extra::default(), &mut generator)))
        .collect();
    let mut definitions = generator.take_definitions(true);
    let mut properties: Map<String, Value> = Map::new();
    for (kind, schema) in &mut schemas {
        generator.transforms_mut().for_each(|transform| transform.transform(schema));
        let name = free_name(&definitions, kind, schema.as_value());
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        definitions.insert(name, schema.as_value().clone());
        // of a kind that is declared twice, either will do
        let property = match properties.remove(*kind) {
            Some(other) => json!({ "anyOf": [other, reference] }),
            None => reference,
        };
        properties.insert((*kind).to_owned(), property);
    }
    json_schema!({
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// `kind`, or with a number, if that is the name of something else.
fn free_name(definitions: &Map<String, Value>, kind: &str, schema: &Value) -> String {
    let names = std::iter::once(kind.to_owned()).chain((2..).map(|number| format!("{kind}{number}")));
    let mut free = names.filter(|name| definitions.get(name).is_none_or(|present| present == schema));
    free.next().unwrap_or_default()
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a component of one registry, whatever that holds.
pub(crate) fn of_registry(settings: Settings, claims: &[Claim]) -> Schema {
    let mut generator = generator();
    let mut schema = spec_schema(settings, claims, &Extra::default(), &mut generator);
    let definitions = generator.take_definitions(true);
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!(DIALECT));
    root.insert("title".to_owned(), json!(settings.kind));
    root.append(schema.ensure_object());
    if !definitions.is_empty() {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    let mut schema = Schema::from(root);
    for transform in generator.transforms_mut() {
        transform.transform(&mut schema);
    }
    schema
}

fn spec_schema(settings: Settings, claims: &[Claim], extra: &Extra, generator: &mut SchemaGenerator) -> Schema {
    let branches: Vec<Value> = claims.iter().flat_map(|claim| branches(claim, extra, generator)).collect();
    let mut schema = json_schema!({ "anyOf": branches });
    if !settings.docs.is_empty() {
        schema.insert("description".to_owned(), json!(settings.docs));
    }
    schema
}

/// Keys beside name and config.
#[derive(Default)]
struct Extra {
    properties: Map<String, Value>,
    required: Vec<Value>,
}

impl Extra {
    fn of<X: JsonSchema>(generator: &mut SchemaGenerator) -> Self {
        let schema = X::json_schema(generator);
        let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        Self { properties, required }
    }
}

/// The ways to write one component: with its name as a key, as the only key, and alone.
fn branches(claim: &Claim, extra: &Extra, generator: &mut SchemaGenerator) -> Vec<Value> {
    let config = config(claim, generator);
    let needs_config = config.get("required").and_then(Value::as_array).is_some_and(|required| !required.is_empty());
    let mut branches = Vec::new();
    for name in std::iter::once(claim.name()).chain(claim.aliases().iter().copied()) {
        branches.push(described(claim, named(name, &config, needs_config, extra)));
        if extra.required.is_empty() {
            let tagged = json!({
                "type": "object",
                "properties": { name: config.clone() },
                "required": [name],
                "additionalProperties": false,
            });
            branches.push(described(claim, tagged));
            if !needs_config {
                branches.push(described(claim, json!({ "const": name })));
            }
        }
    }
    branches
}

/// `{ name = "f1", config = { .. } }`
fn named(name: &str, config: &Schema, needs_config: bool, extra: &Extra) -> Value {
    let mut properties = Map::new();
    properties.insert(NAME.to_owned(), json!({ "const": name }));
    properties.insert(CONFIG.to_owned(), config.as_value().clone());
    properties.extend(extra.properties.clone());
    let mut required = vec![json!(NAME)];
    if needs_config {
        required.push(json!(CONFIG));
    }
    required.extend(extra.required.iter().cloned());
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn described(claim: &Claim, mut branch: Value) -> Value {
    let Some(object) = branch.as_object_mut() else { return branch };
    let registration = claim.registration();
    let docs = registration.docs();
    let description = match registration.details().deprecation {
        Some(deprecation) => {
            object.insert("deprecated".to_owned(), Value::Bool(true));
            format!("{deprecation}\n\n{docs}").trim_end().to_owned()
        }
        None => docs.to_owned(),
    };
    if !description.is_empty() {
        object.insert("description".to_owned(), Value::String(description));
    }
    branch
}

/// What stands under `config`, in full: the editor shows it where it is.
fn config(claim: &Claim, generator: &mut SchemaGenerator) -> Schema {
    let mut schema = match claim.describe() {
        Some(describe) => {
            describe(generator).unwrap_or_else(|| json_schema!({ "description": "Its fields are not known." }))
        }
        None => NoConfig::json_schema(generator),
    };
    strict(&mut schema);
    schema
}

/// The config of a component that takes none.
pub(super) struct NoConfig;

impl JsonSchema for NoConfig {
    fn schema_name() -> Cow<'static, str> {
        "NoConfig".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["object", "array", "null"], "maxProperties": 0, "maxItems": 0 })
    }
}

impl<I: ?Sized + Configurable, X: JsonSchema> JsonSchema for Spec<I, X> {
    fn schema_id() -> Cow<'static, str> {
        std::any::type_name::<Self>().into()
    }

    fn schema_name() -> Cow<'static, str> {
        let kind = I::registry().kind();
        match size_of::<X>() {
            0 => kind.into(),
            _ => format!("{kind}_with_{}", X::schema_name()).into(),
        }
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let extra = if size_of::<X>() == 0 { Extra::default() } else { Extra::of::<X>(generator) };
        #[cfg(feature = "manifest")]
        if super::config_schema::names_kinds(generator) {
            return super::config_schema::of_kind(I::registry().kind(), extra.properties, extra.required);
        }
        spec_schema(I::registry().settings(), &claims(I::registry()), &extra, generator)
    }
}

impl<I: ?Sized + Configurable> JsonSchema for super::Shared<I> {
    fn schema_id() -> Cow<'static, str> {
        std::any::type_name::<Self>().into()
    }

    fn schema_name() -> Cow<'static, str> {
        format!("shared_{}", I::registry().kind()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let reference = json!({
            "type": "object",
            "description": "A component that the document shares.",
            "properties": { "ref": { "type": "string" } },
            "required": ["ref"],
            "additionalProperties": false,
        });
        json_schema!({ "anyOf": [reference, generator.subschema_for::<Spec<I>>()] })
    }
}

/// Any value.
impl JsonSchema for super::Value {
    fn schema_name() -> Cow<'static, str> {
        "AnyValue".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        true.into()
    }
}

/// Asks whether `T` has a schema.
pub struct Probe<T>(PhantomData<fn() -> T>);

impl<T> Probe<T> {
    /// Asks for `T`.
    pub const NEW: Self = Self(PhantomData);
}

impl<T: JsonSchema> Probe<T> {
    /// It has.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(T::json_schema(generator))
    }
}

/// The answer for those that have none.
pub trait NoSchema {
    /// It has none.
    fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema>;
}

impl<T> NoSchema for &Probe<T> {
    fn schema(&self, _: &mut SchemaGenerator) -> Option<Schema> {
        None
    }
}

/// Asks for the config of a constructor `F`. Method probing finds the answer, and where there is none it is silent: what is wrong
/// with a constructor is said where it is called.
pub struct ProbeConstructor<F>(pub F);

/// The answer for a constructor with config that has a schema.
pub trait ConfigSchema<C, V> {
    /// The schema.
    fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema>;
}

impl<F: Fn(C) -> V, C: JsonSchema, V> ConfigSchema<C, V> for &ProbeConstructor<F> {
    fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(C::json_schema(generator))
    }
}

/// The answer for a constructor without config.
pub trait NoConfigSchema<V> {
    /// That of no config.
    fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema>;
}

impl<F: Fn() -> V, V> NoConfigSchema<V> for &&ProbeConstructor<F> {
    fn schema(&self, generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(NoConfig::json_schema(generator))
    }
}

impl<F> NoSchema for ProbeConstructor<F> {
    fn schema(&self, _: &mut SchemaGenerator) -> Option<Schema> {
        None
    }
}
