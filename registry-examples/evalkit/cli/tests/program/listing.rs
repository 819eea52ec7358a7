//! `evalkit list`

use crate::run::printed;
use serde_json::Value;

fn listed(arguments: &[&str]) -> Vec<Value> {
    let Value::Array(components) = serde_json::from_str(&printed(arguments)).unwrap() else { panic!("no array") };
    components
}

#[test]
fn everything_is_listed_with_its_origin() {
    let table = printed(&["list"]);
    for part in [
        "data_loaders",
        "jsonl",
        "token_accuracy",
        "The perplexity: how many equally likely choices the model wavered between.",
        "evalkit/metrics/src/f1.rs:14 (evalkit-metrics@",
    ] {
        assert!(table.contains(part), "no {part} in\n{table}");
    }
}

#[test]
fn one_kind_is_listed_alone() {
    let components = listed(&["list", "metrics", "--json"]);
    let names: Vec<_> = components.iter().map(|component| component["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["bleu", "exact_match", "f1", "ppl", "rouge", "token_accuracy"]);
    assert!(components.iter().all(|component| component["kind"] == "metrics"));
}

#[test]
fn json_has_all_fields() {
    let components = listed(&["list", "--json"]);
    let csv = components.iter().find(|component| component["name"] == "csv").unwrap();
    assert_eq!(csv["kind"], "data_loaders");
    assert_eq!(csv["description"], "Comma-separated values; the first row has the names of the columns.");
    assert!(csv["file"].as_str().unwrap().replace('\\', "/").ends_with("evalkit/loaders/src/csv.rs"));
    assert!(csv["line"].as_u64().unwrap() > 1);
    assert_eq!((&csv["crate"], &csv["version"]), (&"evalkit-loaders".into(), &env!("CARGO_PKG_VERSION").into()));
}
