//! Each error: exit code 2, one line on standard error, nothing on standard output.

use crate::run::{complaints, data, evalkit, own_file as file};
use std::process::{Command, Stdio};

/// The one line.
#[track_caller]
fn error(arguments: &[&str]) -> String {
    let lines = complaints(arguments);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("evalkit: "), "{lines:?}");
    lines[0].clone()
}

/// That scoring the file fails with a line that starts with its name and contains all `parts`.
#[track_caller]
fn check(file: &str, options: &[&str], parts: &[&str]) {
    let message = error(&[&["score", file], options].concat());
    assert!(message.starts_with(&format!("evalkit: {file}")), "{message}");
    for part in parts {
        assert!(message.contains(part), "no {part:?} in {message:?}");
    }
}

#[test]
fn missing_file() {
    check("no/such/file.csv", &[], &["file.csv: "]);
    check("no-such-file", &[], &[]);
}

#[test]
fn unknown_extension() {
    let path = file("rows.parquet", "a");
    check(&path, &[], &["\"parquet\"", "--loader (csv, jsonl, lines)", "csv, jsonl, ndjson, txt"]);
    check(&file("rows", "a"), &[], &["no extension", "--loader"]);
}

#[test]
fn unknown_loader() {
    let message = error(&["score", &data("text-pairs.jsonl"), "--loader", "json"]);
    assert!(message.contains("did you mean \"jsonl\"? Registered: csv, jsonl, lines"), "{message}");
}

#[test]
fn unknown_column() {
    let file = data("digits-predictions.csv");
    check(&file, &["--reference", "lable"], &["\"lable\"", "--reference", "nearest first: label, "]);
    check(&file, &["--prediction", "predicted", "--reference", "label"], &["--prediction", "first: prediction, "]);
    check(&file, &[], &["\"reference\"", "label", "prediction", "log_prob_of_label"]);
    check(&file, &["--metrics", "ppl", "--reference", "nothing"], &["\"nothing\""]);
}

#[test]
fn unknown_metric() {
    let message = error(&["score", &data("text-pairs.jsonl"), "--metrics", "bleu,rogue"]);
    assert!(message.contains("nothing in \"metrics\" has the name \"rogue\"; did you mean \"rouge\"?"), "{message}");
    error(&["score", &data("text-pairs.jsonl"), "--metrics", ""]);
    error(&["score", &data("text-pairs.jsonl"), "--metrics", "two\nlines"]);
}

#[test]
fn required_column_is_missing() {
    let parts = ["\"log_prob_of_label\"", "which the metric \"ppl\" needs", "prediction, reference"];
    check(&data("text-pairs.jsonl"), &["--metrics", "bleu,ppl"], &parts);
}

#[test]
fn malformed_rows() {
    check(&file("broken.jsonl", "{\"prediction\": \"\", \"reference\": \"\"}\n\n{\"pre"), &[], &[", line 3: "]);
    check(&file("number.jsonl", "1\n"), &[], &[", line 1: ", "not a JSON object"]);
    check(&file("ragged.csv", "prediction,reference\r\n1,2\r\n1\r\n"), &[], &[", line 3: ", "names 2", "has 1"]);
    check(&file("quote.csv", "prediction,reference\n1,\"2\n"), &[], &[", line 2: ", "quot"]);
    check(&file("latin1.csv", b"prediction,reference\n1,2\n\xe9,2\n"), &[], &[", line 3: ", "UTF-8"]);
}

#[test]
fn rows_that_a_metric_cannot_take() {
    let rows = "{\"prediction\": \"a\", \"reference\": \"a\"}\n{\"prediction\": null, \"reference\": \"a\"}\n";
    check(&file("null.jsonl", rows), &[], &[", line 2: ", "no value", "\"prediction\""]);
    let rows = "prediction,reference,log_prob_of_label\na,b,-1\na,b,x\n";
    check(&file("letters.csv", rows), &[], &[", line 3: ppl: ", "\"x\"", "not a finite number"]);
    let rows = "log_prob_of_label\n-1e9\n";
    check(&file("tiny.csv", rows), &["--metrics", "ppl"], &["ppl: the score is not defined"]);
}

#[test]
fn no_rows() {
    check(&file("empty.csv", ""), &[], &["no rows"]);
    check(&file("header.csv", "prediction,reference\n"), &[], &["no rows"]);
    check(&file("blank.jsonl", "\n\n"), &[], &["no rows"]);
}

#[test]
fn a_directory_is_no_file() {
    check(env!("CARGO_TARGET_TMPDIR"), &["--loader", "csv"], &[]);
}

#[test]
fn unknown_kind() {
    let message = error(&["list", "metric"]);
    assert!(
        message.ends_with("there is no kind \"metric\"; the kinds, nearest first: metrics, data_loaders"),
        "{message}"
    );
}

#[test]
fn wrong_usage() {
    for arguments in [&["score"][..], &["sing"], &["list", "--yaml"], &["score", "a.csv", "--metrics"]] {
        let output = evalkit(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    }
}

#[test]
fn a_reader_that_left_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evalkit"));
    let mut program = command.arg("list").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // long before the program has got around to writing
    drop(program.stdout.take());
    let output = program.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
