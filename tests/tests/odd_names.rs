//! Names of every sort, linked for real: into a program, and into a `cdylib`.

#[path = "support/fixture.rs"]
mod fixture;

use fixture::cargo_with;

fn assert_linked(profile: &str) {
    let outcome = cargo_with("build", "odd_names", &["--lib", "--profile", profile]);
    assert!(outcome.success, "{}", outcome.stderr);
    let outcome = cargo_with("run", "odd_names", &["--profile", profile]);
    assert!(outcome.success, "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "191 names\n");
}

#[test]
fn odd_names_are_linked_and_found() {
    assert_linked("dev");
}

#[test]
fn odd_names_are_linked_and_found_in_a_release() {
    assert_linked("release");
}
