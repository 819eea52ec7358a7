//! Deprecated entries that were to be gone by now. These tests are version 0.1.0.

use registry_core::{Problem, Registry, catalog, register, registry};
use std::sync::Arc;

#[registry]
static SCORES: Registry<u32>;

#[register(kind = "scores", deprecated(since = "0.0.1", remove_in = "0.1", note = "use `new`"))]
const DUE: u32 = 1;

#[register(kind = "scores", deprecated(remove_in = "0.1.1"))]
const NEXT: u32 = 2;

#[register(kind = "scores", deprecated(since = "0.0.1"))]
const SOME_DAY: u32 = 3;

#[test]
fn an_entry_that_should_be_gone_is_reported_and_stays() {
    let problems = SCORES.check().unwrap_err();
    assert_eq!(problems.iter().count(), 1, "{problems}");
    let problem = problems.iter().next().unwrap();
    assert!(matches!(problem, Problem::Overdue { kind: "scores", name: "due", remove_in: "0.1", .. }), "{problem:#?}");
    assert!(!problem.is_fatal());
    let origin = SCORES.require("due").unwrap().origin();
    assert_eq!(
        problem.to_string(),
        format!(
            "overdue::DUE at {}:{} (registry-tests@0.1.0) was to be removed from \"scores\" in 0.1: remove it, or give its \
             `deprecated` a later `remove_in`",
            origin.file, origin.line,
        )
    );
    assert_eq!(SCORES.names().collect::<Vec<_>>(), ["due", "next", "some_day"]);
    assert!(SCORES.load_all().is_complete());
    assert_eq!(catalog().check().unwrap_err(), problems);

    let fork = SCORES.fork();
    fork.register("added", Arc::new(4)).unwrap();
    assert_eq!(fork.check().unwrap_err(), problems, "what changes at run time does not hide it");
}

#[test]
fn the_version_is_in_the_deprecation() {
    let deprecation = |name| SCORES.require(name).unwrap().deprecation().unwrap();
    assert_eq!(deprecation("due").remove_in, Some("0.1"));
    assert_eq!(deprecation("due").to_string(), "deprecated since 0.0.1, to be removed in 0.1: use `new`");
    assert_eq!(deprecation("next").to_string(), "deprecated, to be removed in 0.1.1");
    assert_eq!(deprecation("some_day").remove_in, None);
}
