//! What a manifest says of this program.

use registry_core::config::Spec;
use registry_core::manifest::Manifest;
use registry_core::{Metadata, Registry, catalog, register, registry};
use serde::Deserialize;
use serde_json::{Value, json};

pub trait Part: Send + Sync {}

#[derive(Metadata)]
pub struct PartInfo {
    pub share: f64,
    pub limit: f64,
    pub colour: Option<&'static str>,
}

#[registry(config, api = "v1")]
pub static PARTS: Registry<dyn Part, PartInfo>;

/// Not in the manifest.
#[register(
    kind = "parts", aliases = ["w", "a"], api = "v1", stable, deprecated(note = "use `wing`"),
    meta(share = 0.1, limit = f64::INFINITY)
)]
#[derive(Default)]
struct Wheel;
impl Part for Wheel {}

/// Holds others.
#[register(kind = "parts", config)]
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(dead_code)]
struct Bag {
    /// Not in the manifest either.
    parts: Vec<Spec<dyn Part>>,
    size: Option<u8>,
}
impl Part for Bag {}

/// Under the names of parts.
#[registry(secondary_of = "parts")]
pub static PART_COLOURS: Registry<&'static str>;

mod other {
    use registry_core::{Registry, register, registry};

    /// Of the same kind.
    #[registry]
    pub static PARTS: Registry<u32>;

    #[register(kind = "parts", aliases = ["uno"])]
    static ONE: u32 = 1;

    /// What leads to the other leads to this.
    #[register(kind = "parts", name = "one", aliases = ["eins"], replaces = ONE)]
    static BETTER: u32 = 1;
}

#[test]
fn it_is_readable_and_without_places() {
    let mut manifest: Value = serde_json::to_value(catalog().manifest()).unwrap();
    let config = manifest["registries"][1]["entries"][0].as_object_mut().unwrap().remove("config");
    // the whole workspace has the feature in `registry-core`, but the config has a schema only with that of these tests
    if cfg!(feature = "schema") {
        let expected = json!({
            "type": "object",
            "properties": {
                "parts": { "type": "array", "items": { "$ref": "#/$defs/parts" } },
                "size": { "type": ["integer", "null"], "format": "uint8", "minimum": 0, "maximum": 255 },
            },
            "required": ["parts"],
            "additionalProperties": false,
            "$defs": { "parts": { "kind": "parts" } },
        });
        assert_eq!(config, Some(expected));
    } else {
        assert!(config.is_none_or(|config| config == true));
    }
    let bag = json!({
        "name": "bag", "crate": "registry-tests", "version": "0.1.0", "type": "manifest::written::Bag",
        "metadata": { "share": 0.0, "limit": 0.0, "colour": null },
    });
    let wheel = json!({
        "name": "wheel", "aliases": ["a", "w"], "crate": "registry-tests", "version": "0.1.0",
        "type": "manifest::written::Wheel", "api": "v1", "stable": true, "deprecated": { "note": "use `wing`" },
        "metadata": { "share": 0.1, "limit": "inf", "colour": null },
    });
    let one = json!({
        "name": "one", "aliases": ["eins", "uno"], "crate": "registry-tests", "version": "0.1.0",
        "type": "manifest::written::other::BETTER",
    });
    let expected = json!({ "format": 1, "registries": [
        { "kind": "part_colours", "path": "manifest::written::PART_COLOURS", "secondary_of": "parts", "entries": [] },
        { "kind": "parts", "path": "manifest::written::PARTS", "api": "v1", "entries": [bag, wheel] },
        { "kind": "parts", "path": "manifest::written::other::PARTS", "entries": [one] },
    ] });
    assert_eq!(manifest, expected);
}

#[test]
fn it_survives_a_journey() {
    let manifest = catalog().manifest();
    let arrived: Manifest = serde_json::from_str(&serde_json::to_string(&manifest).unwrap()).unwrap();
    assert_eq!(arrived, manifest);
    assert_eq!(arrived.fingerprint(), manifest.fingerprint());
    assert!(manifest.ensure_same(&arrived).is_ok());
    assert!(
        manifest.fingerprint().len() == 16 && manifest.fingerprint().chars().all(|digit| digit.is_ascii_hexdigit())
    );
}

#[test]
fn what_it_cannot_read_it_refuses() {
    let message = |text: &str| serde_json::from_str::<Manifest>(text).unwrap_err().to_string();
    assert_eq!(
        message(r#"{ "format": 2, "things": {} }"#),
        "this is a manifest of format 2, and this program knows only format 1; build both programs with the same version \
         of registry-core"
    );
    assert_eq!(message("[]"), "this is not a manifest: it does not say its `format`");
    let unknown = r#"{ "format": 1, "registries": [{ "kind": "a", "path": "b", "entries": [], "colour": 1 }] }"#;
    assert_eq!(
        message(unknown),
        "manifest: unknown field `colour`, expected one of `kind`, `path`, `api`, `secondary_of`, `entries`"
    );
}

#[test]
fn a_spec_travels_as_it_was_written() {
    let written = json!([
        "wheel",
        { "name": "w", "config": null },
        { "bag": { "parts": ["wheel", { "bag": { "parts": [] } }], "size": 3 } },
    ]);
    let specs: Vec<Spec<dyn Part>> = serde_json::from_value(written.clone()).unwrap();
    let sent = serde_json::to_string(&specs).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&sent).unwrap(), written);
    let arrived: Vec<Spec<dyn Part>> = serde_json::from_str(&sent).unwrap();
    for (spec, name) in arrived.iter().zip(["wheel", "wheel", "bag"]) {
        assert!(spec.build().is_ok());
        assert_eq!((spec.kind(), spec.entry().unwrap().name()), ("parts", name));
    }
}
