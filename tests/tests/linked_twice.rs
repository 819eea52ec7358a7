//! A crate that a program links twice, and doubles for tests: what happens under `deny`, and the ways out.

#[path = "support/fixture.rs"]
mod fixture;

use fixture::{Outcome, cargo, cargo_with};

/// The linker rejects the name in this registry.
fn assert_rejected(outcome: &Outcome, symbol: &str) {
    assert!(!outcome.success, "{}", outcome.stdout);
    let words = &outcome.stderr;
    assert!(words.contains(symbol), "{words}");
    assert!(words.contains("duplicate symbol") || words.contains("multiple definition"), "{words}");
}

fn assert_prints(outcome: &Outcome, expected: &str) {
    assert!(outcome.success, "{}", outcome.stderr);
    assert_eq!(outcome.stdout, expected);
}

/// One test was run, and not none.
fn assert_tested(outcome: &Outcome) {
    assert!(outcome.success, "{}{}", outcome.stdout, outcome.stderr);
    assert!(outcome.stdout.contains("1 passed"), "{}", outcome.stdout);
}

#[test]
fn two_versions_of_a_crate_are_duplicates() {
    assert_rejected(&cargo("build", "two_versions"), "__registry_unique__versions_api__METRICS__metrics__f1__");
}

#[test]
fn of_two_versions_a_policy_takes_the_older_or_the_newer() {
    let run = |policy| cargo_with("run", "two_versions", &["--features", policy]);
    assert_prints(&run("keep_first"), "f1 of 1.0.0\n");
    assert_prints(&run("replace"), "f1 of 2.0.0\n");
}

#[test]
fn two_versions_can_stand_side_by_side_under_names_with_the_version() {
    let outcome = cargo_with("run", "two_versions", &["--features", "versioned_names"]);
    assert_prints(&outcome, "f1@1.0.0 of 1.0.0\nf1@2.0.0 of 2.0.0\n");
}

#[test]
fn one_version_is_none_too_many() {
    assert_prints(&cargo_with("run", "two_versions", &["--no-default-features"]), "f1 of 2.0.0\n");
}

#[test]
fn a_crate_that_its_unit_tests_link_again_is_a_duplicate() {
    let outcome = cargo_with("test", "cycle_for_tests", &["--lib"]);
    assert_rejected(&outcome, "__registry_unique__cycle_api__METRICS__metrics__f1__");
}

#[test]
fn a_test_from_outside_links_a_crate_once() {
    assert_tested(&cargo_with("test", "cycle_for_tests", &["--test", "outside"]));
}

#[test]
fn a_crate_may_leave_registering_to_the_copy_that_is_not_tested() {
    assert_tested(&cargo_with("test", "cycle_for_tests", &["--lib", "--features", "only_once"]));
}

#[test]
fn a_registry_of_a_crate_that_its_unit_tests_link_again_is_two_registries() {
    assert_tested(&cargo_with("test", "cycle_for_tests", &["--package", "cycle-api", "--lib"]));
}

#[test]
fn a_double_of_the_same_name_is_a_duplicate_in_tests_alone() {
    assert!(cargo("build", "double_in_tests").success);
    assert_rejected(&cargo("test", "double_in_tests"), "__registry_unique__double_api__LIMITS__limits__size__");
}

#[test]
fn a_double_replaces_what_it_stands_for() {
    assert_tested(&cargo_with("test", "double_in_tests", &["--lib", "--features", "replaces"]));
    assert_tested(&cargo_with("test", "double_in_tests", &["--lib", "--features", "fork"]));
}
