//! Shared instances are built once, whatever happens to the index in between.

use super::testing::{Number, entry, registry};
use super::*;

fn same(left: &'static Number, right: &'static Number) -> bool {
    std::ptr::addr_eq(left, right)
}

#[test]
fn instances_survive_late_arrivals() {
    registry!(REGISTRY, ARRIVED, Deny);
    let [first, middle, last] = ["a", "b", "c"].map(|name| entry(|| Some(&REGISTRY), name, "p"));
    ARRIVED.lock().unwrap().extend([first, last]);
    let by_name = REGISTRY.instance("c").unwrap();
    assert_eq!((first.id(), last.id()), (0, 1));

    ARRIVED.lock().unwrap().push(middle);
    assert_eq!(REGISTRY.len(), 3);
    assert!(same(REGISTRY.instance("c").unwrap(), by_name));
    assert!(same(last.instance().unwrap(), by_name));
    assert_eq!((first.id(), middle.id(), last.id()), (0, 1, 2));
}

#[test]
fn an_instance_from_before_the_arrival_stays_the_one() {
    registry!(REGISTRY, ARRIVED, Deny);
    let early = entry(|| Some(&REGISTRY), "a", "p");
    let instance = early.instance().unwrap();
    assert!(!REGISTRY.contains("a"));

    ARRIVED.lock().unwrap().push(early);
    assert!(same(REGISTRY.instance("a").unwrap(), instance));
    assert!(same(early.instance().unwrap(), instance));
}

#[test]
fn an_entry_that_lost_its_name_has_an_instance_of_its_own() {
    registry!(REGISTRY, ARRIVED, Replace);
    let [old, new] = ["p", "q"].map(|package| entry(|| Some(&REGISTRY), "a", package));
    ARRIVED.lock().unwrap().push(old);
    let instance = REGISTRY.instance("a").unwrap();

    ARRIVED.lock().unwrap().push(new);
    assert_eq!(REGISTRY.len(), 1);
    let replaced = REGISTRY.instance("a").unwrap();
    assert!(!same(replaced, instance));
    assert!(same(new.instance().unwrap(), replaced));
    for _ in 0..2 {
        assert!(same(old.instance().unwrap(), instance));
    }
    assert_eq!((old.id(), new.id()), (0, 0));
}

#[test]
fn entries_of_a_registry_that_cannot_be_read_still_have_one_instance() {
    registry!(REGISTRY, ARRIVED, Deny);
    let [first, second] = ["p", "q"].map(|package| entry(|| Some(&REGISTRY), "a", package));
    ARRIVED.lock().unwrap().extend([first, second]);
    assert!(matches!(REGISTRY.instance("a"), Err(Error::Inconsistent(_))));
    assert!(same(first.instance().unwrap(), first.instance().unwrap()));
    assert!(!same(first.instance().unwrap(), second.instance().unwrap()));
}
