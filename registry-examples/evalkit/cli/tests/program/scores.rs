//! Scores, as table and as JSON.

use crate::run::{data, printed};
use serde_json::{Map, Value};
use std::fs::read_to_string;

fn expected(file: &str) -> Value {
    serde_json::from_str(&read_to_string(data(file)).unwrap()).unwrap()
}

fn scored(arguments: &[&str]) -> (Value, Map<String, Value>) {
    let mut object: Map<String, Value> = serde_json::from_str(&printed(arguments)).unwrap();
    let (rows, metrics) = (object.remove("n").unwrap(), object.remove("metrics").unwrap());
    assert!(object.is_empty());
    let Value::Object(metrics) = metrics else { panic!("{metrics}") };
    (rows, metrics)
}

#[track_caller]
fn check(metrics: &Map<String, Value>, figures: &Value, names: &[(&str, &str)]) {
    for (name, figure) in names {
        let (score, expected) = (metrics[*name].as_f64().unwrap(), figures[figure].as_f64().unwrap());
        assert!((score - expected).abs() < 1e-9, "{name} is {score}, not {expected}");
    }
}

#[test]
fn alone_it_scores_the_bundled_files() {
    let table = printed(&[]);
    let expected = expected("expected.json");
    let row = |file: &str, metric: &str| {
        let cells = |line: &str| line.split(['│', '┆']).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
        let mut rows = table.lines().map(cells).filter(|cells| cells.len() == 7);
        rows.find(|cells| cells[1] == file && cells[3] == metric)
    };
    for (file, metric, figure) in [
        ("digits-predictions.csv", "exact_match", "accuracy"),
        ("digits-predictions.csv", "f1", "f1_macro"),
        ("digits-predictions.csv", "ppl", "perplexity"),
        ("digits-predictions.csv", "token_accuracy", "accuracy"),
        ("text-pairs.jsonl", "bleu", "bleu"),
        ("text-pairs.jsonl", "exact_match", "exact_match"),
        ("text-pairs.jsonl", "rouge", "rougeL_f"),
    ] {
        let figures = &expected[file.split_once('.').unwrap().0];
        let cells = row(file, metric).unwrap_or_else(|| panic!("no {metric} of {file}:\n{table}"));
        assert_eq!(cells[2], figures["n"].to_string());
        assert_eq!(cells[4], format!("{:.6}", figures[figure].as_f64().unwrap()));
        assert_eq!(cells[5], if metric == "ppl" { "lower" } else { "higher" });
    }
    assert!(row("text-pairs.jsonl", "token_accuracy").is_some());
    assert!(row("text-pairs.jsonl", "ppl").is_none() && row("text-pairs.jsonl", "f1").is_none());
    assert!(row("digits-predictions.csv", "bleu").is_none());
}

#[test]
fn bundled_files_score_the_same_by_name() {
    let expected = expected("expected.json");
    let (rows, metrics) = scored(&["score", &data("digits-predictions.csv"), "--reference", "label", "--json"]);
    assert_eq!(rows, 899);
    let names =
        [("f1", "f1_macro"), ("token_accuracy", "accuracy"), ("exact_match", "accuracy"), ("ppl", "perplexity")];
    check(&metrics, &expected["digits-predictions"], &names);

    let (rows, metrics) = scored(&["score", &data("text-pairs.jsonl"), "--json"]);
    assert_eq!(rows, 120);
    assert_eq!(metrics.keys().collect::<Vec<_>>(), ["bleu", "exact_match", "f1", "rouge", "token_accuracy"]);
    let names = [("bleu", "bleu"), ("rouge", "rougeL_f"), ("exact_match", "exact_match")];
    check(&metrics, &expected["text-pairs"], &names);
}

#[test]
fn other_files_agree_too() {
    let expected = expected("more/expected.json");
    for (file, figures) in expected["files"].as_object().unwrap() {
        let column = |role: &str| figures[role].as_str().unwrap().to_owned();
        let (prediction, reference) = (column("prediction"), column("reference"));
        let path = data(&format!("more/{file}"));
        let (rows, metrics) =
            scored(&["score", &path, "--prediction", &prediction, "--reference", &reference, "--json"]);
        assert_eq!(rows, figures["n"]);
        let names = ["bleu", "exact_match", "token_accuracy"].map(|name| (name, name));
        check(&metrics, figures, &names);
        check(&metrics, figures, &[("f1", "f1_macro"), ("rouge", "rougeL_f")]);
        assert_eq!(metrics.contains_key("ppl"), figures.get("perplexity").is_some());
        if metrics.contains_key("ppl") {
            check(&metrics, figures, &[("ppl", "perplexity")]);
        }
    }
}

#[test]
fn metrics_come_in_the_order_asked_for_and_once() {
    let json =
        printed(&["score", &data("more/short-answers.csv"), "--metrics", "rouge,exact_match, bleu,rouge", "--json"]);
    assert_eq!(json, "{\"n\": 5, \"metrics\": {\"rouge\": 0.4, \"exact_match\": 0.4, \"bleu\": 0.0}}\n");
}

#[test]
fn a_metric_that_compares_nothing_needs_no_reference() {
    let (_, metrics) = scored(&["score", &data("digits-predictions.csv"), "--metrics", "ppl", "--json"]);
    check(&metrics, &expected("expected.json")["digits-predictions"], &[("ppl", "perplexity")]);
}

#[test]
fn a_loader_can_be_named() {
    let file = data("more/short-answers.csv");
    let columns = ["--prediction", "text", "--reference", "text", "--metrics", "exact_match", "--json"];
    let json = printed(&[&["score", file.as_str(), "--loader", "lines"][..], &columns].concat());
    assert_eq!(json, "{\"n\": 6, \"metrics\": {\"exact_match\": 1.0}}\n");
}

#[test]
fn a_table_is_the_default() {
    let table = printed(&["score", &data("more/short-answers.csv"), "--metrics", "exact_match"]);
    assert!(table.contains("short-answers.csv") && table.contains("0.400000"), "{table}");
}
