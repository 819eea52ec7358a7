//! Readers while others write: they see only states that existed.

use registry_core::{Registry, catalog, register, registry};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

#[registry]
static NUMBERS: Registry<usize>;

#[register(kind = "numbers", name = "linked")]
static LINKED: usize = usize::MAX;

/// Reads until the writers are done, and once more.
fn read_until(done: &AtomicBool, mut read: impl FnMut()) {
    while !done.load(Ordering::Acquire) {
        read();
    }
    read();
}

/// The writer adds `n0000`, `n0001`, .. in order, so every state is a beginning of this list.
#[test]
fn a_listing_is_a_state_that_existed() {
    const COUNT: usize = 2_000;
    let registry = NUMBERS.fork();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut longest = 0;
                read_until(&done, || {
                    let names: Vec<_> = registry.names().collect();
                    let (linked, added) = names.split_first().unwrap();
                    assert_eq!(*linked, "linked");
                    let expected = (0..added.len()).map(|number| format!("n{number:04}"));
                    assert!(added.iter().copied().eq(expected), "a state that never was: {names:?}");
                    assert!(added.len() >= longest, "what was seen does not vanish");
                    longest = added.len();
                    assert!(registry.len() > longest);
                });
                assert_eq!(longest, COUNT);
            });
        }
        for number in 0..COUNT {
            registry.register(&format!("n{number:04}"), Arc::new(number)).unwrap();
        }
        done.store(true, Ordering::Release);
    });
}

/// A component moves between two entries: it is never in both and never in none.
#[test]
fn a_change_of_several_names_is_seen_at_once() {
    let registry: Registry<usize> = Registry::new("numbers");
    registry.new_entry("value", ()).aliases(["copy"]).register(Arc::new(0)).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut last = 0;
                read_until(&done, || {
                    // the alias is read after the name, so what it leads to is never older
                    let name = *registry.instance("value").unwrap();
                    let alias = *registry.instance("copy").unwrap();
                    assert!(last <= name && name <= alias, "{last} {name} {alias}");
                    last = alias;
                    assert_eq!(registry.len(), 1);
                });
            });
        }
        for number in 1..5_000 {
            registry.replace("value", Arc::new(number)).unwrap();
        }
        done.store(true, Ordering::Release);
    });
}

#[test]
fn many_writers_lose_nothing() {
    const EACH: usize = 500;
    let registry: Registry<usize> = Registry::new("numbers");
    let refused = AtomicUsize::new(0);
    thread::scope(|scope| {
        for writer in 0..4 {
            let (registry, refused) = (&registry, &refused);
            scope.spawn(move || {
                for number in 0..EACH {
                    registry.register(&format!("own{writer}_{number}"), Arc::new(number)).unwrap();
                    // all four want this name; one gets it
                    if registry.register(&format!("shared{number}"), Arc::new(number)).is_err() {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(registry.len(), 5 * EACH);
    assert_eq!(refused.load(Ordering::Relaxed), 3 * EACH);
    assert!(registry.iter().map(|entry| entry.name()).is_sorted());
}

#[test]
fn the_first_change_of_a_linked_registry_goes_unnoticed_by_readers() {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope
                .spawn(|| read_until(&done, || assert_eq!(**NUMBERS.instance("linked").as_ref().unwrap(), usize::MAX)));
        }
        for number in 0..200 {
            NUMBERS.register(&format!("late{number}"), Arc::new(number)).unwrap();
        }
        done.store(true, Ordering::Release);
    });
    assert_eq!(NUMBERS.len(), 201);
}

#[registry]
static PICTURED: Registry<usize>;

#[test]
fn a_picture_is_of_one_moment() {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            read_until(&done, || {
                let picture = catalog().registry("pictured").unwrap();
                for name in picture.names() {
                    assert_eq!(picture.get(name).map(|entry| entry.name()), Some(name));
                }
            });
        });
        for number in 0..2_000 {
            PICTURED.new_entry("come", ()).aliases(["and"]).register(Arc::new(number)).unwrap();
            PICTURED.unregister("and").unwrap();
        }
        done.store(true, Ordering::Release);
    });
}
