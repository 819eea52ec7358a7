//! Libraries that are loaded at run time, by real programs: `fixtures/dynamic` and `fixtures/shared_library`.

#![cfg(target_os = "linux")]

#[path = "support/fixture.rs"]
mod fixture;

use fixture::{Outcome, built, cargo, cargo_in, run};
use std::process::Command;
use std::sync::OnceLock;

/// Where the plugins are, built once.
fn plugins() -> String {
    static BUILT: OnceLock<String> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let outcome = cargo("build", "dynamic");
        assert!(outcome.success, "{}", outcome.stderr);
        built("").to_str().expect("the path of the target folder is text").to_owned()
    });
    folder.clone()
}

fn scenario(name: &str) -> Outcome {
    run(Command::new(built("dynamic-host")).arg(plugins()).arg(name).env("RUST_BACKTRACE", "0"))
}

/// What it prints when all is well.
#[track_caller]
fn printed(name: &str) -> String {
    let outcome = scenario(name);
    assert!(outcome.success, "{}", outcome.stderr);
    assert_eq!(outcome.stderr, "");
    outcome.stdout
}

const GOOD: &str = "good 0.1.0: first nothing (lost to others: one); last one; metrics half, panics, zero; plugins guest; \
    versioned two; \
    good::OWN is not in this program";

#[test]
fn what_a_plugin_registers_is_in_the_registries_of_the_host() {
    assert_eq!(printed("arrives"), format!("{GOOD}\n{GOOD} (loaded before)\n"));
}

#[test]
fn a_registry_that_was_changed_at_run_time_keeps_what_was_said() {
    let taken = format!(
        "{}libgood.so: is not taken in: \"fifty\" is taken in \"metrics\", by dyn dynamic_api::Metric at \
         host/src/scenarios.rs:70; good::Half at plugins/good/src/lib.rs:12 (good@0.1.0) needs another name, or `replace`",
        plugins()
    );
    assert_eq!(printed("changed"), format!("{taken}\n{GOOD}\n"));
}

#[test]
fn a_locked_registry_keeps_a_plugin_out_of_all() {
    let locked = "is not taken in: \"metrics\" is locked, so what the library has for it stays out; `unlock` it first";
    assert_eq!(printed("locked"), format!("{}libgood.so: {locked}\n", plugins()));
}

#[test]
fn readers_see_all_of_a_plugin_or_nothing() {
    assert_eq!(printed("late_readers"), "");
}

#[test]
fn a_panic_of_a_plugin_ends_the_program() {
    let outcome = scenario("panics");
    assert!(!outcome.success);
    assert!(outcome.stderr.contains("no score"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("Rust cannot catch foreign exceptions"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn what_is_refused_says_why_and_is_in_no_registry() {
    let expected = r#"taken: is not taken in: "whole" is registered twice in "metrics": by dynamic_host::Whole at host/src/main.rs:10 (dynamic-host@0.1.0) and by taken::Whole at plugins/taken/src/lib.rs:8 (taken@0.1.0); rename one of them, or write `replaces = dynamic_host::Whole` on the one that is meant
versioned: is not taken in: versioned::OLD at plugins/versioned/src/lib.rs:8 (versioned@0.1.0) is made for API "v0" of "versioned", which has "v1"; it was kept out
silent: registers things but exports nothing: write `registry_core::export_plugin!();` once, in the crate that is the library
plain: is no plugin: nothing in it registers anything; a plugin has `registry_core::export_plugin!();` in its crate
"#;
    assert_eq!(printed("refused"), expected);
}

#[test]
fn a_symbol_of_the_program_does_not_stand_in_for_one_of_the_library() {
    let library = format!("{}libtaken.so", plugins());
    let exported = cargo_in(
        "tests/fixtures/dynamic",
        &["rustc", "-p", "dynamic-host", "--bin", "exporting", "--", "-C", "link-args=-rdynamic"],
    );
    assert!(exported.success, "{}", exported.stderr);
    let outcome = run(Command::new(built("exporting")).arg(library));
    assert!(outcome.success, "{}", outcome.stderr);
    assert_eq!(
        outcome.stdout,
        "\"whole\" in \"metrics\" is registered by the library and by this program, which exports its symbols (`-rdynamic`): rename \
         one, or do not export them\n"
    );
}

#[test]
fn a_library_that_shares_the_framework_needs_no_loader() {
    let outcome = cargo("build", "shared_library");
    assert!(outcome.success, "{}", outcome.stderr);
    let outcome = cargo("run", "shared_library");
    assert!(outcome.success, "{}", outcome.stderr);
    let shared = "has no copy of the framework: it shares that of the program, or of another library; open it with `libloading`, and \
        what it registers appears by itself (backend `inventory`)";
    // `linkme` sees the section of the library with the framework alone
    let names = if cfg!(feature = "linkme") { ["", "", ""] } else { ["own", "as_dylib own", "as_cdylib as_dylib own"] };
    let [before, dylib, cdylib] = names;
    assert_eq!(
        outcome.stdout,
        format!("before: {before}\n{shared}\nas_dylib: {dylib}\n{shared}\nas_cdylib: {cdylib}\n")
    );
}
