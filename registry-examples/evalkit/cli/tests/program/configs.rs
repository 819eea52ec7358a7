//! `evalkit run` with the files that come with it: every expected figure, from every format.

use crate::run::{config, data, evalkit, printed};
use serde_json::Value;
use std::fs::read_to_string;

fn read(file: &str) -> Value {
    serde_json::from_str(&read_to_string(data(file)).unwrap()).unwrap()
}

/// That the result has every expected figure of these data, and nothing else.
#[track_caller]
fn check(file: &str, name: &str, count: usize) {
    let expected = read("expected.json");
    let result: Value = serde_json::from_str(&printed(&["run", &config(file), "--json"])).unwrap();
    assert_eq!(result["n"], expected[name]["n"]);
    let scores = result["metrics"].as_object().unwrap();
    let figures = expected[name].as_object().unwrap();
    let figures: Vec<_> = figures.iter().filter(|(figure, value)| *figure != "n" && value.is_number()).collect();
    assert_eq!((scores.len(), figures.len()), (count, count), "{scores:?}");
    for (figure, value) in figures {
        let (score, value) = (scores[figure].as_f64().unwrap(), value.as_f64().unwrap());
        let tolerance = if figure == "bleu" { 1e-6 } else { 1e-9 };
        assert!((score - value).abs() < tolerance, "{file}: {figure} is {score}, not {value}");
    }
}

#[test]
fn they_reproduce_every_expected_figure() {
    check("digits.toml", "digits-predictions", 5);
    for file in ["text.toml", "text.yaml", "text.json"] {
        check(file, "text-pairs", 5);
    }
}

#[test]
fn the_order_of_the_file_is_that_of_the_result() {
    let json = printed(&["run", &config("text.yaml"), "--json"]);
    let places = ["bleu", "exact_match", "rouge1_f", "rouge2_f", "rougeL_f"]
        .map(|key| json.find(&format!("\"{key}\": ")).unwrap_or_else(|| panic!("no {key} in {json}")));
    assert!(places.is_sorted(), "{json}");
}

#[test]
fn a_table_is_the_default() {
    let table = printed(&["run", &config("digits.toml")]);
    for part in ["digits-predictions.csv", "899", "f1_weighted", "0.954341", "perplexity", "lower"] {
        assert!(table.contains(part), "no {part} in\n{table}");
    }
}

#[test]
fn a_check_says_that_nothing_is_wrong() {
    let digits = config("digits.toml");
    assert_eq!(printed(&["check", &digits]), format!("{digits}: 5 metrics, nothing wrong\n"));
    let micro = config("micro.toml");
    assert_eq!(printed(&["check", &digits, &micro]), format!("{digits}, {micro}: 1 metric, nothing wrong\n"));
}

#[test]
fn help_shows_a_file() {
    for (command, part) in [("run", "[[metrics]]"), ("check", "did you mean"), ("schema", "> evalkit.schema.json")] {
        let output = evalkit(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).unwrap().contains(part), "{command}");
    }
    assert!(printed(&["--help"]).contains("evalkit run eval.toml --set metrics.0.config.average=micro --json"));
}
