//! What the attributes come down to, after the last macro is expanded: read these snapshots when they change.
//!
//! `UPDATE_EXPECT=1 cargo test -p registry-tests --test expansion` writes them anew.

#[path = "support/compiler.rs"]
mod compiler;
#[path = "support/fixture.rs"]
mod fixture;

use std::io::Write;
use std::process::{Command, Stdio};

fn check(example: &str) {
    if !compiler::has_the_words_of_the_snapshots() {
        return;
    }
    let outcome = fixture::expand("expansion", example);
    assert!(outcome.success, "{}", outcome.stderr);
    let backend = if cfg!(feature = "linkme") { "linkme" } else { "inventory" };
    let snapshot = format!("{}/fixtures/expansion/expanded/{example}.{backend}.rs", env!("CARGO_MANIFEST_DIR"));
    expect_test::expect_file![snapshot].assert_eq(&without_fingerprint(formatted(&outcome.stdout)));
}

/// The registry of plugins is declared by the framework, so its fingerprint changes with the framework's sources.
fn without_fingerprint(mut source: String) -> String {
    const BEFORE: &str = "__registry_unique__registry_runtime__PLUGINS__plugins__client__";
    while let Some(place) = source.find(BEFORE) {
        let start = place + BEFORE.len();
        source.replace_range(place..start + 16, "<symbol of this name>");
    }
    source
}

fn formatted(source: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=120,normalize_doc_attributes=true"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("rustfmt comes with the toolchain");
    // the compiler leaves white space at the ends of lines that are too long to break, and rustfmt does not take that
    let lines: Vec<&str> = source.lines().map(str::trim_end).collect();
    let source = lines.join("\n");
    rustfmt.stdin.take().expect("it is piped").write_all(source.as_bytes()).expect("rustfmt reads");
    let output = rustfmt.wait_with_output().expect("rustfmt runs");
    assert!(output.status.success(), "rustfmt does not take it:\n{source}");
    String::from_utf8(output.stdout).expect("rustfmt writes UTF-8")
}

#[test]
fn a_registry() {
    check("registry");
}

#[test]
fn structs() {
    check("structs");
}

#[test]
fn functions() {
    check("functions");
}

#[test]
fn all_arguments() {
    check("all_arguments");
}

#[test]
fn an_entry() {
    check("entry");
}

#[test]
fn a_secondary_component() {
    check("secondary");
}

#[test]
fn a_plugin() {
    check("plugin");
}
