//! The words of differences.

use registry_core::manifest::{Change, Manifest};
use serde_json::{Value, json};
use std::slice::from_ref;

fn manifest(registries: Value) -> Manifest {
    serde_json::from_value(json!({ "format": 1, "registries": registries })).unwrap()
}

fn entry(name: &str, more: &Value) -> Value {
    let mut entry = json!({ "name": name, "crate": "basic", "version": "1.0.0", "type": format!("basic::{name}") });
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    entry
}

fn metrics(entries: &[Value]) -> Value {
    json!({ "kind": "metrics", "path": "api::METRICS", "entries": entries })
}

fn differences(old: Value, new: Value) -> String {
    manifest(old).compare(&manifest(new)).to_string()
}

/// Anybody can compute it, now and later, wherever.
#[test]
fn a_fingerprint_is_the_hash_of_a_text() {
    let text = r#"{ "registries": [{ "path": "api::METRICS", "kind": "metrics", "entries": [
        { "name": "a", "type": "basic::A", "version": "1.0.0", "crate": "basic", "stable": false, "aliases": ["y", "x"],
          "metadata": { "b": 0.1, "a": [1, null, "ß"] } }
    ] }], "format": 1 }"#;
    let manifest: Manifest = serde_json::from_str(text).unwrap();
    // printf %s TEXT | sha256sum, where TEXT is the same without spaces and what is left out, and sorted
    assert_eq!(manifest.fingerprint(), "a7a118c8a2d9bb6f");
}

#[test]
fn entries_are_compared_field_by_field() {
    let old = json!({ "metadata": { "unit": "words", "cost": 1 }, "config": { "properties": { "a": { "type": "string" } } } });
    let new = json!({
        "stable": true, "version": "1.1.0", "aliases": ["x"], "metadata": { "unit": "lines", "cost": 1, "fast": true },
        "config": { "properties": { "a": { "type": "number" } }, "required": ["a"] },
    });
    let old = metrics(&[entry("a", &json!({})), entry("b", &old)]);
    let new = metrics(&[entry("b", &new), entry("c", &json!({}))]);
    assert_eq!(
        differences(json!([old]), json!([new])),
        r#"metrics "a": is missing
metrics "b": aliases: nothing -> ["x"]
metrics "b": config.properties.a.type: "string" -> "number"
metrics "b": config.required: nothing -> ["a"]
metrics "b": metadata.fast: nothing -> true
metrics "b": metadata.unit: "words" -> "lines"
metrics "b": stable: nothing -> true
metrics "b": version: "1.0.0" -> "1.1.0"
metrics "c": is new"#
    );
}

#[test]
fn registries_are_compared_too() {
    let old = json!([metrics(&[]), { "kind": "loaders", "path": "api::LOADERS", "entries": [] }]);
    let new = json!([{ "kind": "models", "path": "api::MODELS", "entries": [] },
        { "kind": "metrics", "path": "api::v2::METRICS", "api": "v2", "entries": [] }]);
    assert_eq!(
        differences(old, new),
        r#"loaders: is missing
metrics: api: nothing -> "v2"
metrics: path: "api::METRICS" -> "api::v2::METRICS"
models: is new"#
    );
}

#[test]
fn registries_of_one_kind_are_told_apart() {
    let registry = |path: &str, entries: &[Value]| json!({ "kind": "parts", "path": path, "entries": entries });
    let (one, two) = (entry("one", &json!({})), entry("two", &json!({})));
    let old = json!([registry("a::PARTS", from_ref(&one)), registry("b::PARTS", from_ref(&two))]);
    let new = json!([registry("b::PARTS", &[]), registry("a::PARTS", &[one, two])]);
    assert_eq!(differences(old, new), "parts (a::PARTS) \"two\": is new\nparts (b::PARTS) \"two\": is missing");
}

#[test]
fn long_values_are_cut() {
    let old = json!([metrics(&[entry("a", &json!({ "metadata": { "text": "ä".repeat(200) } }))])]);
    let new = json!([metrics(&[entry("a", &json!({ "metadata": { "text": 1 } }))])]);
    assert_eq!(differences(old, new), format!("metrics \"a\": metadata.text: \"{}.. -> 1", "ä".repeat(119)));
}

#[test]
fn a_refusal_says_what_is_different_and_the_way_out() {
    let own = manifest(json!([metrics(&[entry("a", &json!({}))])]));
    let other = manifest(json!([metrics(&[])]));
    let refused = own.ensure_same(&other).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "the other program was built differently: its manifest is {}, not {}. There,\n  metrics \"a\": is missing\nBuild \
             both programs from the same sources, with the same features and the same Cargo.lock",
            other.fingerprint(),
            own.fingerprint()
        )
    );
    assert_eq!(format!("{refused:?}"), refused.to_string());
    let difference = refused.differences().iter().next().unwrap();
    assert_eq!((difference.name.as_deref(), &difference.change), (Some("a"), &Change::Missing));
}
