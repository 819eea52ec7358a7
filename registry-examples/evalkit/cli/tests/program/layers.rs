//! Several files over one another, single values from the command line, and variables.

use crate::run::{complaints, config, data, evalkit, own_file, printed};
use std::process::Command;

fn metrics(arguments: &[&str]) -> serde_json::Value {
    let json = printed(&[&["run", "--json"], arguments].concat());
    serde_json::from_str::<serde_json::Value>(&json).unwrap()["metrics"].take()
}

#[test]
fn a_value_can_be_set() {
    let digits = config("digits.toml");
    let scores = metrics(&[&digits, "--set", "metrics.1.config.average=micro"]);
    assert_eq!(scores["f1_macro"], scores["f1_micro"]);
    let scores = metrics(&[&digits, "--set", "metrics[2].as=other", "--set", "metrics.2.config.average=weighted"]);
    assert_eq!(scores["other"], scores["f1_weighted"]);
    assert_ne!(metrics(&[&digits])["f1_macro"], scores["other"]);
}

#[test]
fn what_is_set_is_checked_too() {
    let digits = config("digits.toml");
    let lines = complaints(&["run", &digits, "--set", "metrics.2.config.average=mirco"]);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].ends_with("metrics[2].config.average: unknown variant \"mirco\"; did you mean \"micro\"?"));
    let lines = complaints(&["check", &digits, "--set", "metrics", "--set", "metrics.9=f1"]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("no `=`") && lines[1].contains("9 is no index"), "{lines:?}");
}

#[test]
fn a_later_file_lies_over_an_earlier_one() {
    let scores = metrics(&[&config("digits.toml"), &config("micro.toml")]);
    assert_eq!(scores.as_object().unwrap().keys().collect::<Vec<_>>(), ["f1"]);
    assert_eq!(scores["f1"], metrics(&[&config("digits.toml")])["f1_micro"]);
}

#[test]
fn a_path_is_relative_to_the_file_that_says_it() {
    own_file("layers/data/rows.csv", "prediction,reference\na,a\n");
    own_file("layers/conf/rows.csv", "prediction,reference\na,b\n");
    let base = own_file("layers/eval.toml", "metrics = [\"exact_match\"]\ndata.path = \"data/rows.csv\"\n");
    assert_eq!(metrics(&[&base])["exact_match"], 1.0);
    let own = own_file("layers/conf/own.yaml", "metrics:\n  - { name: exact_match, as: exact }\n");
    assert_eq!(metrics(&[&base, &own])["exact"], 1.0, "own.yaml says no path");
    let own = own_file("layers/conf/path.json", r#"{"data": {"path": "rows.csv"}}"#);
    assert_eq!(metrics(&[&base, &own])["exact_match"], 0.0);
}

#[test]
fn a_path_on_the_command_line_is_relative_to_the_current_folder() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evalkit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let arguments = ["run", "../configs/digits.toml", "--set", "data.path=../data/more/animal-labels.csv"];
    let output = command.args(arguments).args(["--set", "data.prediction=nothing"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.starts_with("evalkit: ../data/more/animal-labels.csv: there is no column"), "{message}");
}

#[test]
fn columns_and_loader_are_those_of_the_file() {
    let text = "a;b\n1;1\n2;3\n";
    let rows = own_file("columns.txt", text);
    let config = own_file(
        "columns.toml",
        "metrics = [\"exact_match\"]\n[data]\npath = \"columns.txt\"\nloader.csv.delimiter = \";\"\nprediction = \"a\"\nreference = \"b\"\n",
    );
    assert_eq!(metrics(&[&config])["exact_match"], 0.5);
    let line = &complaints(&["run", &config, "--set", "data.reference=c"])[0];
    assert!(line.contains("no column \"c\", the reference (`data.reference`); the columns, nearest first"), "{line}");
    assert!(line.contains(&rows), "{line}");
    let line = &complaints(&["run", &config, "--set", "metrics.0=ppl", "--set", "metrics.1=f1"])[0];
    assert!(line.contains("\"log_prob_of_label\", which the metric \"ppl\" needs"), "{line}");
}

#[test]
fn variables_are_put_in_where_that_is_asked_for() {
    let config = own_file(
        "variables.toml",
        "metrics = [{ f1 = { average = \"${AVERAGE:-micro}\" } }]\n[data]\npath = \"${DATA}\"\nreference = \"label\"\n",
    );
    let run = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_evalkit"));
        command.args(["run", "--json", &config]).args(options).env("DATA", data("digits-predictions.csv"));
        command.output().unwrap()
    };
    let scores = String::from_utf8(run(&["--env"]).stdout).unwrap();
    assert!(scores.contains("\"f1\": 0.9543937708565072"), "{scores}");
    assert_eq!(run(&[]).status.code(), Some(2));

    let lines = complaints(&["check", "--env", &config]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("variables.toml:3:8: data.path: the variable `DATA` is not set"), "{lines:?}");
}

#[test]
fn without_a_file_there_is_nothing_to_run() {
    for command in ["run", "check"] {
        assert_eq!(evalkit(&[command]).status.code(), Some(2));
    }
}
