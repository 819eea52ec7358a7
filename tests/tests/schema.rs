//! The JSON Schema of specs and of all registries.

#![cfg(feature = "schema")]

use registry_core::config::{Spec, json_schema};
use registry_core::{Registry, catalog, register, registry};
use schemars::JsonSchema;
use serde::Deserialize;

pub trait Part: Send + Sync {}

/// Parts of a whole.
#[registry(config)]
pub static PARTS: Registry<dyn Part>;

#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct Inner {
    number: u8,
}

/// Has another inside.
#[register(kind = "parts", config, aliases = ["w"])]
#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct Wheel {
    inner: Inner,
    next: Option<Spec<dyn Part>>,
}
impl Part for Wheel {}

/// Takes what has no schema.
#[register(kind = "parts", factory)]
fn open(_: Unknown) -> Open {
    Open
}
struct Open;
impl Part for Open {}

#[derive(Deserialize)]
struct Unknown {}

mod other {
    use super::{Deserialize, JsonSchema, Registry, register, registry};

    pub trait Piece: Send + Sync {}

    #[registry(kind = "parts")]
    pub static PARTS: Registry<dyn Piece>;

    #[derive(Deserialize, JsonSchema)]
    #[allow(dead_code)]
    struct Inner {
        text: String,
    }

    #[register(kind = "parts", config)]
    #[derive(Deserialize, JsonSchema)]
    #[allow(dead_code)]
    struct Wing {
        inner: Inner,
    }
    impl Piece for Wing {}
}

mod labels {
    macro_rules! label {
        ($module:ident $field:ident) => {
            pub mod $module {
                #[derive(serde::Deserialize, schemars::JsonSchema)]
                #[allow(dead_code)]
                pub struct Label {
                    $field: String,
                }
            }
        };
    }
    label! { one first }
    label! { two second }
}

#[derive(Deserialize, JsonSchema)]
#[allow(dead_code)]
struct Whole {
    one: Spec<dyn Part, labels::one::Label>,
    two: Spec<dyn Part, labels::two::Label>,
    boxed: Box<dyn Part>,
}

/// The schema that `schema` refers to, by its path.
fn at<'a>(schema: &'a schemars::Schema, path: &str) -> &'a serde_json::Value {
    schema.pointer(path).unwrap_or_else(|| panic!("{path} in {schema:#?}"))
}

fn definition<'a>(schema: &'a schemars::Schema, reference: &serde_json::Value) -> &'a serde_json::Value {
    at(schema, reference.as_str().unwrap().strip_prefix('#').unwrap())
}

#[test]
fn there_is_a_branch_for_each_way_to_write_each_component() {
    let schema = PARTS.json_schema();
    assert_eq!(at(&schema, "/description"), "Parts of a whole.");
    let branches = at(&schema, "/anyOf").as_array().unwrap();
    // "open" by name, as a key, alone; "wheel" and its alias by name and as a key, because they need config
    assert_eq!(branches.len(), 3 + 2 * 2);
    assert_eq!(at(&schema, "/anyOf/2/const"), "open");
    assert_eq!(at(&schema, "/anyOf/3/properties/name/const"), "wheel");
    assert_eq!(at(&schema, "/anyOf/3/description"), "Has another inside.");
    assert_eq!(at(&schema, "/anyOf/3/properties/config/additionalProperties"), false);
    assert_eq!(at(&schema, "/anyOf/6/required/0"), "w");
}

#[test]
fn types_of_one_name_are_told_apart() {
    let schema = json_schema::<Whole>();
    for (field, label) in [("one", "first"), ("two", "second")] {
        let spec = definition(&schema, at(&schema, &format!("/properties/{field}/$ref")));
        assert!(spec.pointer(&format!("/anyOf/0/properties/{label}")).is_some(), "{label} in {spec:#?}");
    }
    let boxed = definition(&schema, at(&schema, "/properties/boxed/$ref"));
    assert_eq!(boxed.pointer("/anyOf/2/const").unwrap(), "open");
}

#[test]
fn the_catalog_describes_registries_of_one_kind_apart() {
    assert_eq!(catalog().kinds().collect::<Vec<_>>(), ["parts", "parts"]);
    let schema = catalog().json_schema();
    let mut fields = Vec::new();
    for reference in at(&schema, "/properties/parts/anyOf").as_array().unwrap() {
        let registry = definition(&schema, &reference["$ref"]);
        let branches = registry["anyOf"].as_array().unwrap();
        let inner = branches.iter().find_map(|branch| branch.pointer("/properties/config/properties/inner/$ref"));
        let inner = definition(&schema, inner.unwrap());
        fields.extend(inner["properties"].as_object().unwrap().keys().cloned());
    }
    fields.sort();
    assert_eq!(fields, ["number", "text"]);
}
