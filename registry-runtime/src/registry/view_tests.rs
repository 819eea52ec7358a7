//! An index is built once for each state of its registry.

use super::*;
use crate::collect::Source;
use crate::entry::Component;
use crate::registry::generation::Generations;
use crate::registry::{Duplicates, Settings};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;

type Found = &'static Entry<u32, Info>;

struct Info {
    keys: &'static [&'static str],
}

/// A registry whose entries arrive when a test says so.
macro_rules! registry {
    ($registry:ident, $arrived:ident) => {
        static $arrived: Mutex<Vec<Found>> = Mutex::new(Vec::new());
        static $registry: Registry<u32, Info> = Registry::with(
            Settings { kind: "numbers", docs: "", api: "", duplicates: Duplicates::Deny },
            Generations::new(Source::test(
                |take| $arrived.lock().unwrap().iter().for_each(|entry| take(entry)),
                || $arrived.lock().unwrap().len(),
            )),
        );
    };
}

fn no_registry() -> Option<&'static Registry<u32, Info>> {
    unreachable!("nothing is asked of it")
}

fn entry(name: &'static str, keys: &'static [&'static str]) -> Found {
    let facts = format!("numbers\np::{name}\n{name}\np@1.0.0\nlib.rs:1:1\nOf {name}.").leak();
    let component = Component::Value(&0, |_| None);
    Box::leak(Box::new(Entry::new(no_registry, component, name, Info { keys }, facts)))
}

fn names(entries: &[Found]) -> Vec<&str> {
    entries.iter().map(|entry| entry.name()).collect()
}

#[test]
fn entries_are_listed_under_each_of_their_keys() {
    registry!(REGISTRY, ARRIVED);
    static INDEX: Index<u32, Info> = Index::new(&REGISTRY, |entry| entry.meta().keys);
    ARRIVED.lock().unwrap().extend([entry("b", &["x", "y"]), entry("c", &[]), entry("a", &["y", "z", "y"])]);
    assert_eq!((names(INDEX.get("x")), names(INDEX.get("y"))), (vec!["b"], vec!["a", "b"]));
    assert!(INDEX.get("X").is_empty());
    assert_eq!(INDEX.keys().collect::<Vec<_>>(), ["x", "y", "z"]);
    assert_eq!((INDEX.len(), INDEX.is_empty()), (3, false));
    let all: Vec<_> = INDEX.iter().map(|(key, entries)| (key, names(entries))).collect();
    assert_eq!(all, [("x", vec!["b"]), ("y", vec!["a", "b"]), ("z", vec!["a"])]);
}

#[test]
fn late_arrivals_are_noticed_and_nothing_that_was_given_out_changes() {
    registry!(REGISTRY, ARRIVED);
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    static INDEX: Index<u32, Info, String> = Index::new(&REGISTRY, |entry| {
        BUILT.fetch_add(1, Ordering::Relaxed);
        entry.docs().to_uppercase()
    });
    assert!(INDEX.is_empty());
    ARRIVED.lock().unwrap().push(entry("a", &[]));
    let before = INDEX.get("OF A.");
    assert_eq!((names(before), BUILT.load(Ordering::Relaxed)), (vec!["a"], 1));
    assert_eq!(INDEX.get("of a.").len(), 0);
    assert_eq!(BUILT.load(Ordering::Relaxed), 1);

    ARRIVED.lock().unwrap().push(entry("b", &[]));
    assert_eq!(names(INDEX.get("OF B.")), ["b"]);
    assert_eq!((names(before), names(INDEX.get("OF A."))), (vec!["a"], vec!["a"]));
    assert_eq!(BUILT.load(Ordering::Relaxed), 3);
}

#[test]
fn a_key_function_that_panics_is_asked_again() {
    registry!(REGISTRY, ARRIVED);
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    static INDEX: Index<u32, Info, &str> = Index::new(&REGISTRY, |entry| {
        assert!(ASKED.fetch_add(1, Ordering::Relaxed) > 0, "the first time");
        entry.name()
    });
    ARRIVED.lock().unwrap().push(entry("a", &[]));
    assert!(std::panic::catch_unwind(|| INDEX.len()).is_err());
    assert_eq!(names(INDEX.get("a")), ["a"]);
}

/// Without a standard library there is nobody to make a thread wait: those who come at once build each, and get the same.
#[test]
fn however_many_ask_all_get_the_same() {
    const ASKING: usize = 8;
    registry!(REGISTRY, ARRIVED);
    static ALL_ASK: Barrier = Barrier::new(if cfg!(feature = "std") { 1 } else { ASKING });
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    static INDEX: Index<u32, Info, Option<&str>> = Index::new(&REGISTRY, |entry| {
        ALL_ASK.wait();
        BUILT.fetch_add(1, Ordering::Relaxed);
        Some(entry.origin().crate_name)
    });
    ARRIVED.lock().unwrap().extend([entry("a", &[]), entry("b", &[])]);
    let listed = thread::scope(|scope| {
        let asking: Vec<_> = (0..ASKING).map(|_| scope.spawn(|| INDEX.get("p"))).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(names(listed[0]), ["a", "b"]);
    assert!(listed.iter().all(|one| core::ptr::eq(*one, listed[0])));
    assert_eq!(BUILT.load(Ordering::Relaxed), if cfg!(feature = "std") { 2 } else { 2 * ASKING });
}

#[test]
fn a_registry_that_cannot_be_read_cannot_be_indexed() {
    registry!(REGISTRY, ARRIVED);
    static INDEX: Index<u32, Info> = Index::new(&REGISTRY, |entry| entry.meta().keys);
    ARRIVED.lock().unwrap().extend([entry("a", &["x"]), entry("a", &["x"])]);
    let panic = std::panic::catch_unwind(|| INDEX.get("x").len()).unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("is registered twice"));
}

#[test]
fn what_is_shown_is_not_built() {
    registry!(REGISTRY, ARRIVED);
    static INDEX: Index<u32, Info> = Index::new(&REGISTRY, |entry| entry.meta().keys);
    ARRIVED.lock().unwrap().push(entry("a", &["x"]));
    assert_eq!(format!("{INDEX:?}"), r#"Index { kind: "numbers", keys: None, .. }"#);
    assert_eq!(INDEX.len(), 1);
    assert_eq!(format!("{INDEX:?}"), r#"Index { kind: "numbers", keys: Some(["x"]), .. }"#);
}
