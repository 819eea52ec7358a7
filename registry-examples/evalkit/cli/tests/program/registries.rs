//! `evalkit registry`

use crate::run::{evalkit, printed};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

fn json_of(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).unwrap()
}

#[test]
fn a_kind_is_listed_with_its_metadata() {
    let table = printed(&["registry", "list", "metrics"]);
    for word in ["higher_is_better", "classification", "log_prob_of_label", "ROUGE-L"] {
        assert!(table.contains(word), "no {word} in\n{table}");
    }
    assert!(!table.contains("jsonl"), "{table}");
    let markdown =
        printed(&["registry", "list", "data_loaders", "--columns", "name,extensions", "--format", "markdown"]);
    assert_eq!(markdown.lines().nth(2), Some("| csv   | csv           |"));
    assert_eq!(
        json_of(&["registry", "list", "data_loaders", "--json"])[1]["extensions"],
        serde_json::json!(["jsonl", "ndjson"])
    );
}

#[test]
fn a_component_is_shown_with_its_config() {
    let text = printed(&["registry", "show", "f1"]);
    for words in [
        "f1 (metrics)\n",
        "evalkit-metrics@",
        "category          classification",
        "\"macro\" | \"micro\" | \"weighted\"",
    ] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    let shown = json_of(&["registry", "show", "csv", "--json"]);
    assert_eq!((&shown[0]["config"][0]["name"], &shown[0]["config"][0]["default"]), (&"delimiter".into(), &",".into()));
}

#[test]
fn all_is_well() {
    assert_eq!(printed(&["registry", "check"]), "no problems in 2 registries with 9 entries\n");
}

#[test]
fn the_schema_of_a_kind_has_its_components() {
    assert_eq!(json_of(&["registry", "schema", "metrics"])["title"], "metrics");
}

#[test]
fn the_manifest_names_every_component() {
    let manifest = json_of(&["registry", "manifest"]);
    assert_eq!(manifest["registries"][1]["path"], "evalkit_api::metric::METRICS");
    assert_eq!(manifest["registries"][1]["entries"][0]["name"], "bleu");
    assert_eq!(printed(&["registry", "manifest", "--fingerprint"]).trim().len(), 16);
}

#[test]
fn a_manifest_on_standard_input_is_compared() {
    let manifest = printed(&["registry", "manifest"]);
    let (code, text) = compared(&manifest);
    assert_eq!(code, Some(0));
    assert!(text.starts_with("as in standard input: "), "{text}");
    let (code, text) = compared(&manifest.replace("\"bleu\"", "\"blue\""));
    assert_eq!(code, Some(1));
    // from what is read to this program
    let expected = "metrics \"bleu\": is new\nmetrics \"blue\": is missing\n2 differences from standard input\n";
    assert_eq!(text, expected);
}

/// Exit code and output of `registry manifest --compare -`.
fn compared(manifest: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evalkit"));
    command.args(["registry", "manifest", "--compare", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut program = command.spawn().unwrap();
    program.stdin.take().unwrap().write_all(manifest.as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn an_unknown_name_is_an_error() {
    let output = evalkit(&["registry", "show", "rogue"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: nothing has the name \"rogue\"; did you mean \"rouge\" of \"metrics\"? Kinds: data_loaders, metrics\n"
    );
}

#[test]
fn a_reader_that_left_is_no_error() {
    for arguments in [&["registry", "list"][..], &["registry", "schema"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evalkit"));
        let mut program = command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}
