//! The schema allows what the program takes, and nothing that it refuses.

use crate::broken_configs::BROKEN;
use crate::run::{config, printed};
use jsonschema::Validator;
use registry_core::config::Document;
use serde_json::Value;

/// Broken configs that no schema can tell from good ones.
const INVISIBLE: [&str; 7] = [
    // not one value, so there is nothing to hold against a schema
    "syntax.json",
    "syntax.toml",
    "syntax.yaml",
    "key-twice.yaml",
    "unknown-format.ini",
    // the key in the result is `as` or else the name: JSON Schema compares whole items only
    "same-key-twice.toml",
    // which extensions there are is metadata of the loaders, and matters only without `loader`
    "unknown-extension.toml",
];

fn schema() -> Value {
    serde_json::from_str(&printed(&["schema"])).unwrap()
}

fn value(file: &str) -> Value {
    serde_json::to_value(Document::open(config(file)).unwrap().value()).unwrap()
}

#[track_caller]
fn check(validator: &Validator, value: &Value) {
    let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{value}: {errors:?}");
}

#[test]
fn it_is_a_schema_itself() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema));
}

#[test]
fn it_allows_each_good_config() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for file in ["digits.toml", "text.toml", "text.yaml", "text.json"] {
        check(&validator, &value(file));
    }
    // micro.toml is half a config, for another one
    let both = Document::open(config("digits.toml")).unwrap().layer(Document::open(config("micro.toml")).unwrap());
    check(&validator, &serde_json::to_value(both.value()).unwrap());
    let delimiter = serde_json::json!({ "name": "csv", "config": { "delimiter": ";" } });
    let data = serde_json::json!({ "path": "a.txt", "loader": delimiter });
    check(&validator, &serde_json::json!({ "$schema": "s.json", "data": data, "metrics": [{ "f1": {} }] }));
}

#[test]
fn it_rejects_each_broken_config() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for (file, _) in BROKEN {
        if !INVISIBLE.contains(&file) {
            assert!(!validator.is_valid(&value(&format!("broken/{file}"))), "{file}");
        }
    }
    for file in ["same-key-twice.toml", "unknown-extension.toml"] {
        check(&validator, &value(&format!("broken/{file}")));
    }
}

#[test]
fn it_says_what_the_code_says() {
    let schema = printed(&["schema"]);
    for words in [
        "How the figures of the labels become one.",
        "Each label weighs as often as it is the reference.",
        "ROUGE-2: pairs of neighbouring words.",
        "What stands between two values.",
        "The perplexity: how many equally likely choices the model wavered between.",
        "The key of the metric in the result. Left out: its name.",
    ] {
        assert!(schema.contains(words), "no {words:?}");
    }
}
