//! Linked registries that are forked, changed, merged and indexed while the program runs.

#[path = "support/metric.rs"]
mod metric;

use metric::{Metric, fixed, score};
use registry_core::{
    Duplicates, Index, Metadata, MetadataValue, Problem, Refused, Registry, catalog, register, registry,
};
use std::sync::Arc;

#[derive(Metadata)]
struct Info {
    category: &'static str,
    #[metadata(default = 3)]
    weight: u32,
}

/// What is linked.
#[registry(kind = "linked")]
static LINKED: Registry<dyn Metric>;

#[register(kind = "linked", aliases = ["uno"])]
#[derive(Default)]
struct One;

impl Metric for One {
    fn score(&self) -> u32 {
        1
    }
}

#[register(kind = "linked")]
#[derive(Default)]
struct Two;

impl Metric for Two {
    fn score(&self) -> u32 {
        2
    }
}

#[test]
fn a_fork_of_a_linked_registry_is_a_world_of_its_own() {
    let fork = LINKED.fork();
    assert_eq!(fork.names().collect::<Vec<_>>(), ["one", "two"]);
    assert!(std::ptr::eq(fork.get("one").unwrap(), LINKED.get("one").unwrap()));
    fork.replace("one", fixed(11)).unwrap();
    fork.unregister("two").unwrap();
    fork.register("three", fixed(3)).unwrap();
    assert_eq!((score(&fork, "one"), score(&fork, "uno"), score(&fork, "three")), (11, 11, 3));
    assert_eq!((score(&LINKED, "one"), score(&LINKED, "uno"), score(&LINKED, "two")), (1, 1, 2));

    let second = fork.fork();
    second.register("two", fixed(22)).unwrap();
    assert_eq!(second.names().collect::<Vec<_>>(), ["one", "three", "two"]);
    assert_eq!(fork.names().collect::<Vec<_>>(), ["one", "three"]);
    assert_eq!(score(&second, "uno"), 11);
    assert!(matches!(fork.register("uno", fixed(4)), Err(Refused::Taken(_))));
}

/// Its own registry, because the catalog sees what other tests do to it.
#[registry(kind = "changed")]
static CHANGED: Registry<dyn Metric, Info>;

#[register(kind = "changed", meta(category = "old"))]
#[derive(Default)]
struct Old;

impl Metric for Old {
    fn score(&self) -> u32 {
        0
    }
}

#[test]
fn a_linked_registry_can_be_changed_and_the_catalog_sees_it() {
    let old = CHANGED.require("old").unwrap();
    assert_eq!(old.id(), 0);
    CHANGED.new_entry("new", Info { category: "new", weight: 9 }).aliases(["neu"]).register(fixed(5)).unwrap();
    assert_eq!(CHANGED.instance("neu").unwrap().score(), 5);
    assert_eq!((CHANGED.require("new").unwrap().id(), old.id(), CHANGED.len()), (0, 1, 2));

    let seen = catalog().registry("changed").unwrap();
    assert_eq!(seen.names().collect::<Vec<_>>(), ["new", "old"]);
    assert_eq!(seen.get("neu").unwrap().metadata()[1], ("weight", MetadataValue::Integer(9)));
    CHANGED.unregister("old").unwrap();
    assert_eq!(catalog().registry("changed").unwrap().names().collect::<Vec<_>>(), ["new"]);
    assert_eq!(old.instance().unwrap().score(), 0, "who has the entry keeps it");
    assert_eq!(old.id(), 1, "where it would be");
}

#[test]
fn merging_keeps_what_is_known_and_is_all_or_nothing() {
    let ours: Registry<dyn Metric, Info> = Registry::new("ours").with_api("v2");
    let theirs: Registry<dyn Metric, Info> = Registry::new("theirs");
    ours.register("a", fixed(1)).unwrap();
    theirs.new_entry("a", Info { category: "x", weight: 1 }).register(fixed(2)).unwrap();
    theirs.new_entry("b", Info { category: "y", weight: 2 }).aliases(["bee"]).docs("B.").register(fixed(3)).unwrap();
    theirs.new_entry("c", Info { category: "z", weight: 3 }).api("v1").register(fixed(4)).unwrap();

    let error = ours.merge(&theirs, Duplicates::Deny).unwrap_err();
    assert!(error.to_string().starts_with(r#""a" is taken in "ours""#));
    assert_eq!((ours.len(), ours.check().is_ok()), (1, true));

    ours.merge(&theirs, Duplicates::Replace).unwrap();
    assert_eq!(ours.names().collect::<Vec<_>>(), ["a", "b"]);
    let b = ours.require("bee").unwrap();
    assert_eq!((b.docs(), b.meta().category, b.kind()), ("B.", "y", "theirs"));
    assert_eq!(ours.require("a").unwrap().meta().category, "x");
    let problems = ours.check().unwrap_err();
    let kept_out = |problem: &&Problem| matches!(problem, Problem::ApiMismatch { name: "c", .. });
    assert_eq!((problems.iter().count(), problems.iter().filter(kept_out).count()), (2, 1));

    ours.merge(&theirs, Duplicates::Deny).unwrap_or_else(|error| panic!("the same entries again: {error}"));
    ours.merge(&ours, Duplicates::Deny).unwrap();
    assert_eq!(ours.check().unwrap_err().iter().count(), 2, "what was reported is not reported again");
}

static BY_SCORE: Index<u32, (), String> =
    Index::new(&NUMBERS, |entry| entry.instance().map(ToString::to_string).unwrap_or_default());

#[registry(kind = "indexed")]
static NUMBERS: Registry<u32>;

#[register(kind = NUMBERS)]
const LINKED_THREE: u32 = 3;

#[test]
fn an_index_follows_the_changes() {
    let names = |key: &str| BY_SCORE.get(key).iter().map(|entry| entry.name()).collect::<Vec<_>>();
    assert_eq!(names("3"), ["linked_three"]);
    NUMBERS.register("another_three", Arc::new(3)).unwrap();
    assert_eq!(names("3"), ["another_three", "linked_three"]);
    let before = BY_SCORE.get("3");
    for number in 4..100 {
        NUMBERS.register("other", Arc::new(number)).unwrap();
        assert_eq!(names(&number.to_string()), ["other"]);
        NUMBERS.unregister("other").unwrap();
    }
    NUMBERS.unregister("linked_three").unwrap();
    assert_eq!(names("3"), ["another_three"]);
    assert_eq!(before.len(), 2, "who holds what was found keeps it");
}

#[registry]
static TWOS: Registry<u32>;

#[register(kind = "twos", name = "two", aliases = ["zwei"])]
static OLD_TWO: u32 = 2;

#[register(kind = "twos", name = "two", replaces = OLD_TWO)]
static NEW_TWO: u32 = 22;

/// Aliases that came over with `replaces` are not the entry's own, and still belong to it.
#[test]
fn names_that_were_taken_over_go_with_the_entry() {
    let merged: Registry<u32> = Registry::new("merged");
    merged.merge(&TWOS, Duplicates::Deny).unwrap();
    assert_eq!(*merged.instance("zwei").unwrap(), 22);
    merged.replace("two", Arc::new(222)).unwrap();
    assert_eq!(*merged.instance("zwei").unwrap(), 222);

    let again: Registry<u32> = Registry::new("again");
    again.merge(&merged, Duplicates::Deny).unwrap();
    again.unregister("two").unwrap();
    assert!(!again.contains("zwei") && !again.contains("two"));
    assert!(matches!(again.unregister("zwei"), Err(Refused::NotFound(_))));
}
