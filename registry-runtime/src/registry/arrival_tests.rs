//! Entries that arrive late in a registry that was changed at run time.

use super::testing::{entry, entry_with_aliases, registry};
use super::*;
use crate::error::Refused;
use std::sync::Arc;

fn names<I: ?Sized, M>(registry: &Registry<I, M>) -> Vec<&'static str> {
    registry.iter().map(Entry::name).collect()
}

#[test]
fn an_arrival_takes_a_free_name() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    REGISTRY.register("b", Arc::new(2)).unwrap();
    let late = entry(|| Some(&REGISTRY), "c", "p");
    ARRIVED.lock().unwrap().push(late);
    assert!(std::ptr::eq(REGISTRY.require("c").unwrap(), late));
    assert_eq!((names(&REGISTRY), late.id()), (vec!["a", "b", "c"], 2));
    assert!(REGISTRY.check().is_ok());
}

#[test]
fn a_listing_and_a_count_notice_it_too() {
    registry!(REGISTRY, ARRIVED, Deny);
    REGISTRY.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    assert_eq!(REGISTRY.len(), 1 + 1);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "c", "p"));
    assert_eq!(names(&REGISTRY), ["a", "b", "c"]);
}

#[test]
fn a_fork_does_not_notice_it() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    let (untouched, changed) = (REGISTRY.fork(), REGISTRY.fork());
    changed.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "c", "p"));
    assert_eq!(names(&REGISTRY), ["a", "c"]);
    assert_eq!((names(&untouched), names(&changed)), (vec!["a"], vec!["a", "b"]));
    assert!(!untouched.contains("c") && !changed.contains("c"));
}

#[test]
fn what_was_said_at_run_time_stays_and_the_arrival_is_reported() {
    registry!(REGISTRY, ARRIVED, KeepFirst);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    let ours = REGISTRY.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "b", "p"));
    assert_eq!(names(&REGISTRY), ["a", "b"]);
    assert!(std::ptr::eq(REGISTRY.require("b").unwrap(), ours));
    assert_eq!(REGISTRY.duplicates().len(), 1);
}

#[test]
fn an_arrival_that_the_linked_policy_prefers_takes_the_name() {
    registry!(REGISTRY, ARRIVED, Replace);
    let first = entry(|| Some(&REGISTRY), "a", "p");
    ARRIVED.lock().unwrap().push(first);
    REGISTRY.register("b", Arc::new(2)).unwrap();
    let last = entry(|| Some(&REGISTRY), "a", "q");
    ARRIVED.lock().unwrap().push(last);
    assert_eq!(REGISTRY.duplicates().len(), 1);
    assert!(std::ptr::eq(REGISTRY.require("a").unwrap(), last));
    assert_eq!(names(&REGISTRY), ["a", "b"]);
}

#[test]
fn under_deny_no_read_succeeds_by_luck() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    REGISTRY.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "b", "p"));
    let problems = REGISTRY.check().unwrap_err();
    assert!(problems.to_string().starts_with("\"b\" is registered twice in \"numbers\""));
    assert!(matches!(REGISTRY.instance("a"), Err(Error::Inconsistent(_))));
    assert!(matches!(REGISTRY.register("c", Arc::new(3)), Err(Refused::Inconsistent(_))));
    assert!(std::panic::catch_unwind(|| REGISTRY.get("a").is_some()).is_err());
}

#[test]
fn a_name_that_was_removed_can_arrive() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    REGISTRY.unregister("a").unwrap();
    assert!(!REGISTRY.contains("a"), "what was removed does not come back by itself");
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "b", "p"));
    assert_eq!(names(&REGISTRY), ["b"]);
}

#[test]
fn an_arrival_that_does_not_get_its_name_gets_no_alias() {
    registry!(REGISTRY, ARRIVED, KeepFirst);
    let ours = REGISTRY.new_entry("b", ()).aliases(["k"]).register(Arc::new(2)).unwrap();
    let late = entry_with_aliases(|| Some(&REGISTRY), "b", "p", &["bee", "k"]);
    ARRIVED.lock().unwrap().push(late);
    assert_eq!(names(&REGISTRY), ["b"]);
    assert!(REGISTRY.get("bee").is_none());
    assert!(std::ptr::eq(REGISTRY.get("k").unwrap(), ours));
    assert_eq!(REGISTRY.duplicates().len(), 1);
}

#[test]
fn under_every_policy_what_was_said_at_run_time_stays() {
    registry!(REGISTRY, ARRIVED, Replace);
    let ours = REGISTRY.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "b", "p"));
    assert_eq!(REGISTRY.len(), 1);
    assert!(std::ptr::eq(REGISTRY.get("b").unwrap(), ours));
    assert_eq!(REGISTRY.duplicates().len(), 1);
}

#[test]
fn what_the_linker_takes_away_is_gone() {
    registry!(REGISTRY, ARRIVED, Replace);
    ARRIVED.lock().unwrap().push(entry_with_aliases(|| Some(&REGISTRY), "a", "p", &["al"]));
    REGISTRY.register("b", Arc::new(2)).unwrap();
    assert!(REGISTRY.contains("al"));
    let last = entry(|| Some(&REGISTRY), "a", "q");
    ARRIVED.lock().unwrap().push(last);
    assert_eq!(REGISTRY.len(), 2);
    assert!(std::ptr::eq(REGISTRY.get("a").unwrap(), last));
    assert!(REGISTRY.get("al").is_none(), "as in a registry that was not changed");
}

#[test]
fn a_fork_of_what_cannot_be_read_cannot_be_read_either() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    REGISTRY.register("b", Arc::new(2)).unwrap();
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "b", "p"));
    let fork = REGISTRY.fork();
    assert!(matches!(fork.instance("a"), Err(Error::Inconsistent(_))));
    assert!(matches!(fork.register("c", Arc::new(3)), Err(Refused::Inconsistent(_))));
    assert!(fork.check().is_err());
}

#[test]
fn a_refused_change_leaves_an_unchanged_registry_unchanged() {
    registry!(REGISTRY, ARRIVED, Deny);
    ARRIVED.lock().unwrap().push(entry(|| Some(&REGISTRY), "a", "p"));
    assert!(REGISTRY.register("a", Arc::new(1)).is_err());
    assert!(REGISTRY.replace("b", Arc::new(1)).is_err());
    assert!(REGISTRY.unregister("b").is_err());
    assert!(REGISTRY.changes.get().is_none());
}
