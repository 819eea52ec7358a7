//! Shared instances: built once, whoever asks; failures, panics and cycles.

use registry_core::{Error, Registry, entry, register, registry};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Barrier, Mutex};
use std::thread;

pub trait Service: Send + Sync {
    fn number(&self) -> u32;
}

#[registry]
pub static SERVICES: Registry<dyn Service>;

struct Number(u32);

impl Service for Number {
    fn number(&self) -> u32 {
        self.0
    }
}

static BUILT: AtomicU32 = AtomicU32::new(0);

#[register(kind = "services", factory)]
fn counted() -> Number {
    // all threads have asked before the first construction ends
    thread::yield_now();
    Number(BUILT.fetch_add(1, Ordering::SeqCst))
}

#[test]
fn an_instance_is_built_once_however_many_threads_ask() {
    let barrier = Barrier::new(64);
    let instances: Vec<&'static dyn Service> = thread::scope(|scope| {
        let threads: Vec<_> = (0..64)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    SERVICES.instance("counted").unwrap()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(BUILT.load(Ordering::SeqCst), 1);
    assert!(instances.iter().all(|instance| std::ptr::addr_eq(*instance, instances[0])));
    // one of the caller's own is another one
    assert_eq!(SERVICES.create("counted").unwrap().number(), 1);
}

#[test]
fn every_way_to_an_entry_leads_to_one_instance() {
    let by_name = SERVICES.instance("inner").unwrap();
    for entry in [SERVICES.require("inner").unwrap(), entry!(SERVICES, "inner")] {
        assert!(std::ptr::addr_eq(entry.instance().unwrap(), by_name));
    }
}

#[register(kind = "services", factory)]
fn replaced() -> Number {
    Number(1)
}

#[register(kind = "services", name = "replaced", factory, replaces = replaced)]
fn replacement() -> Number {
    Number(2)
}

#[test]
fn a_replaced_component_is_built_once_too() {
    let replaced = entry!(SERVICES, "replaced");
    let instance = replaced.instance().unwrap();
    assert_eq!((instance.number(), SERVICES.instance("replaced").unwrap().number()), (1, 2));
    assert!(std::ptr::addr_eq(replaced.instance().unwrap(), instance));
    assert_eq!(replaced.id(), SERVICES.require("replaced").unwrap().id());
}

static ATTEMPTS: AtomicU32 = AtomicU32::new(0);

#[register(kind = "services", factory)]
fn failing_once() -> Result<Number, String> {
    match ATTEMPTS.fetch_add(1, Ordering::SeqCst) {
        0 => Err("not yet".to_owned()),
        1 => panic!("not yet either"),
        attempt => Ok(Number(attempt)),
    }
}

#[test]
fn after_a_failure_or_a_panic_the_next_call_tries_again() {
    let error = SERVICES.instance("failing_once").err().unwrap();
    assert!(matches!(error, Error::Construction { kind: "services", name: "failing_once", .. }));
    assert!(error.to_string().ends_with("could not be constructed: not yet"), "{error}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "not yet");
    assert!(thread::spawn(|| SERVICES.instance("failing_once").is_ok()).join().is_err());
    assert_eq!(SERVICES.instance("failing_once").unwrap().number(), 2);
    assert_eq!(SERVICES.instance("failing_once").unwrap().number(), 2);
}

fn depends_on(name: &str) -> Result<Number, Error> {
    SERVICES.instance(name).map(|service| Number(service.number() + 1))
}

#[register(kind = "services", factory)]
fn outer() -> Result<Number, Error> {
    depends_on("inner")
}

#[register(kind = "services", factory)]
fn inner() -> Number {
    Number(10)
}

#[register(kind = "services", factory)]
fn chicken() -> Result<Number, Error> {
    depends_on("egg")
}

#[register(kind = "services", factory)]
fn egg() -> Result<Number, Error> {
    depends_on("chicken")
}

#[register(kind = "services", factory)]
fn narcissus() -> Result<Number, Error> {
    depends_on("narcissus")
}

/// The innermost error.
fn root(error: &(dyn std::error::Error + 'static)) -> String {
    error.source().map_or_else(|| error.to_string(), root)
}

#[test]
fn constructors_may_use_other_instances() {
    assert_eq!(SERVICES.instance("outer").unwrap().number(), 11);
}

#[test]
fn a_constructor_that_needs_itself_is_an_error() {
    let error = SERVICES.instance("narcissus").err().unwrap();
    assert_eq!(root(&error), "the instance is needed to construct itself: services/narcissus -> services/narcissus");
    let error = SERVICES.instance("chicken").err().unwrap();
    assert_eq!(
        root(&error),
        "the instance is needed to construct itself: services/chicken -> services/egg -> services/chicken"
    );
}

/// Lets two threads be in the middle of their constructions at once.
static BOTH_STARTED: Barrier = Barrier::new(2);
static MET: Mutex<[bool; 2]> = Mutex::new([false; 2]);

fn meet_once(who: usize) {
    let first = !std::mem::replace(&mut MET.lock().unwrap()[who], true);
    if first {
        BOTH_STARTED.wait();
    }
}

#[register(kind = "services", factory)]
fn left() -> Result<Number, Error> {
    meet_once(0);
    depends_on("right")
}

#[register(kind = "services", factory)]
fn right() -> Result<Number, Error> {
    meet_once(1);
    depends_on("left")
}

#[test]
fn two_threads_that_need_each_other_get_an_error_and_no_deadlock() {
    let ask = |name| thread::spawn(move || SERVICES.instance(name).err().map(|error| root(&error)));
    let (left, right) = (ask("left"), ask("right"));
    let (left, right) = (left.join().unwrap(), right.join().unwrap());
    let errors: Vec<String> = left.into_iter().chain(right).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    for error in errors {
        assert!(error.starts_with("the instance is needed to construct itself: services/"), "{error}");
    }
}

#[register(kind = "services", factory)]
fn slow() -> Number {
    RELEASE.wait();
    Number(7)
}

static RELEASE: Barrier = Barrier::new(2);

#[test]
fn reads_do_not_wait_for_a_construction() {
    let builder = thread::spawn(|| SERVICES.instance("slow").unwrap().number());
    assert!(SERVICES.contains("slow"));
    assert!(SERVICES.names().count() > 3);
    assert_eq!(SERVICES.instance("inner").unwrap().number(), 10);
    RELEASE.wait();
    assert_eq!(builder.join().unwrap(), 7);
}
