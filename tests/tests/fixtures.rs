//! What only a real build shows: failures of the linker, and reads before `main`.

#[path = "support/fixture.rs"]
mod fixture;

use fixture::cargo;

#[test]
fn the_linker_rejects_a_name_that_two_crates_register() {
    let outcome = cargo("build", "duplicate_across_crates");
    assert!(!outcome.success);
    let words = &outcome.stderr;
    assert!(words.contains("__registry_unique__api__METRICS__metrics__f1__"), "{words}");
    // and a key that two attributes give with `secondary(..)`
    assert!(words.contains("__registry_unique__api__BY_VENDOR__by_vendor__one_of_both__"), "{words}");
    assert!(words.contains("duplicate symbol") || words.contains("multiple definition"), "{words}");
    // where the linker names files, it names both
    assert!(words.contains("left") && words.contains("right"), "{words}");
}

#[test]
fn the_compiler_rejects_a_plugin_of_another_s_name() {
    let outcome = cargo("build", "duplicate_plugin");
    assert!(!outcome.success);
    let words = &outcome.stderr;
    assert!(words.contains("__registry_unique__registry_runtime__PLUGINS__plugins__client__"), "{words}");
    assert!(words.contains("src/main.rs:11:36"), "at the name: {words}");
    assert_eq!(words.matches("error:").count(), 2, "this one, and cargo's own: {words}");
}

#[test]
fn the_linker_rejects_an_entry_that_nothing_registers() {
    let outcome = cargo("build", "missing_entry");
    assert!(!outcome.success);
    let words = &outcome.stderr;
    assert!(words.contains("undefined"), "{words}");
    assert!(words.contains("__registry_unique__missing_entry__EVAL_METRICS__eval_metrics__absent__"), "{words}");
    assert!(!words.contains("present__"), "{words}");
}

#[test]
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn a_read_before_main_freezes_nothing() {
    let outcome = cargo("run", "early_read");
    assert!(outcome.success, "{}", outcome.stderr);
    let early = if cfg!(feature = "linkme") { 3 } else { 0 };
    assert_eq!(outcome.stdout, format!("early {early} now one three two\n"));
}

/// The same for a target without any system: `tests/platforms/no-std`.
#[test]
#[cfg(target_os = "linux")]
fn a_program_without_the_standard_library_finds_its_entries() {
    let outcome = cargo("run", "no_std");
    assert!(outcome.success, "{}{}", outcome.stdout, outcome.stderr);
    assert_eq!(outcome.stdout, include_str!("../fixtures/no_std/expected.txt"));
}

#[test]
fn what_needs_std_says_so() {
    let outcome = cargo("check", "without_std");
    assert!(!outcome.success);
    let words = &outcome.stderr;
    assert_eq!(words.matches("error[E0277]: this needs the feature `std` of `registry-core`").count(), 5, "{words}");
    assert!(words.contains("this `Registry<(dyn Shape + 'static)>` is without it"), "{words}");
    assert!(words.contains("the item is gated behind the `std` feature"), "{words}");
    assert_eq!(words.matches("error[").count(), 6, "these five, and the import: {words}");
}

#[test]
fn config_without_its_feature_names_the_feature() {
    let outcome = cargo("check", "without_serde");
    assert!(!outcome.success);
    let words = &outcome.stderr;
    let config = "`config` needs the feature `serde` of `registry-core`";
    assert_eq!(words.matches(config).count(), 2, "{words}");
    let argument = "the argument of a constructor is its config, which needs the feature `serde` of `registry-core`";
    assert!(words.contains(argument), "{words}");
    assert_eq!(words.matches("error:").count(), 4, "these three, and cargo's own: {words}");
}

#[test]
fn without_the_feature_there_is_no_serde() {
    let outcome = cargo("tree", "without_serde");
    assert!(outcome.success, "{}", outcome.stderr);
    assert!(
        outcome.stdout.contains("registry-core")
            && !outcome.stdout.contains("── serde")
            && !outcome.stdout.contains("erased-serde"),
        "{}",
        outcome.stdout
    );
}
