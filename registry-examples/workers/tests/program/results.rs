//! What comes of lines and steps.

use crate::run::{complaint, printed};
use std::fmt::Write;

#[test]
fn lines_keep_their_order_whoever_works_on_them() {
    let mut lines = String::new();
    let mut expected = String::new();
    for number in 0..200 {
        writeln!(lines, "  line {number}").unwrap();
        writeln!(expected, "LINE {number}").unwrap();
    }
    for workers in ["1", "2", "5"] {
        assert_eq!(printed(&["run", "--step", "trim", "--step", "upper", "--workers", workers], &lines), expected);
    }
}

#[test]
fn specs_travel_with_their_config() {
    let step = r#"{ "replace": { "from": "a", "to": "ß\n" } }"#;
    assert_eq!(printed(&["run", "--step", step, "--json"], "banana\n"), "[\n  \"bß\\nnß\\nnß\\n\"\n]\n");
    assert_eq!(printed(&["run", "--step", r#"{ "name": "replace", "config": { "from": "a" } }"#], "banana"), "bnn\n");
}

#[test]
fn without_lines_there_is_no_result() {
    assert_eq!(printed(&["run", "--step", "trim"], ""), "");
    assert_eq!(printed(&["run", "--step", "trim", "--json"], ""), "[]\n");
}

#[test]
fn there_are_no_more_workers_than_lines() {
    // more than any system would start
    let most = usize::MAX.to_string();
    assert_eq!(printed(&["run", "--step", "trim", "--workers", &most], "a \n b\n"), "a\nb\n");
}

#[test]
fn a_file_can_have_the_lines() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs");
    assert!(printed(&["run", "--step", "upper", file], "").ends_with("    WORKERS::MAIN()\n}\n"));
    assert!(complaint(&["run", "--step", "trim", "no/file"], "").starts_with("workers: no/file: "));
}

#[test]
fn an_unknown_step_is_an_error_before_there_is_a_worker() {
    let nearest =
        "nothing in \"steps\" has the name \"uper\"; did you mean \"upper\"? Registered: replace, trim, upper";
    let no_worker = ["--worker", "/no/such/program"];
    assert_eq!(
        complaint(&[&["run", "--step", "uper"], &no_worker[..]].concat(), ""),
        format!("workers: --step uper: {nearest}\n")
    );
    let json = r#"{"name": "uper"}"#;
    assert!(complaint(&["run", "--step", json], "").starts_with(&format!("workers: --step {json}: {nearest}")));
    assert!(complaint(&["run", "--step", "{"], "").starts_with("workers: --step {: EOF while parsing"));
}

#[test]
fn a_step_that_does_not_take_its_config_says_so() {
    let complaint = complaint(&["run", "--step", r#"{ "replace": { "form": "a" } }"#, "--workers", "1"], "");
    assert!(complaint.starts_with("workers: worker 1: steps \"replace\", registered at "), "{complaint}");
    assert!(
        complaint.ends_with("refuses its config: replace.form: unknown field; did you mean \"from\"?\n"),
        "{complaint}"
    );
}
