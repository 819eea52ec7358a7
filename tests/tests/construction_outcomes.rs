//! What a constructor does at the first use, asked by 64 threads at once, many times over: one outcome each.

use registry_core::{BoxError, Error, Registry};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

const THREADS: usize = 64;
const ROUNDS: usize = 20;

trait Service: Send + Sync {
    fn number(&self) -> usize;
}

struct Number(usize);

impl Service for Number {
    fn number(&self) -> usize {
        self.0
    }
}

type Made = Result<Box<dyn Service>, BoxError>;
type Instance = Result<&'static dyn Service, Error>;

/// Registers `construct`, which is told how often it was called before, and lets all threads ask for its instance at once.
///
/// Gives what each thread got, or the words of its panic, and how often the constructor was called.
fn ask(
    registry: &Registry<dyn Service>,
    name: &str,
    construct: impl Fn(usize) -> Made + Send + Sync + 'static,
) -> (Vec<Result<Instance, String>>, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let construct = move || construct(counted.fetch_add(1, Ordering::SeqCst));
    registry.new_entry(name, ()).register_constructor(construct).unwrap();
    let barrier = Barrier::new(THREADS);
    let outcomes = thread::scope(|scope| {
        let ask = || {
            barrier.wait();
            registry.instance(name)
        };
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(ask)).collect();
        let words =
            |panic: Box<dyn std::any::Any + Send>| panic.downcast_ref::<&str>().copied().unwrap_or("?").to_owned();
        threads.into_iter().map(|thread| thread.join().map_err(words)).collect()
    });
    (outcomes, calls)
}

fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    error.source().map_or_else(|| error.to_string(), innermost)
}

/// The words of what every thread got.
fn texts(outcomes: &[Result<Instance, String>]) -> Vec<String> {
    let text = |outcome: &Result<Instance, String>| match outcome {
        Ok(Ok(instance)) => format!("instance {}", instance.number()),
        Ok(Err(error)) => format!("error {}", innermost(error)),
        Err(words) => format!("panic {words}"),
    };
    outcomes.iter().map(text).collect()
}

#[test]
fn one_that_builds_is_called_once() {
    let registry = Registry::new("services");
    for round in 0..ROUNDS {
        let (outcomes, calls) = ask(&registry, &format!("builds_{round}"), |call| {
            thread::yield_now();
            Ok(Box::new(Number(call)))
        });
        assert_eq!(texts(&outcomes), ["instance 0"; THREADS]);
        let first: &dyn Service = *outcomes[0].as_ref().unwrap().as_ref().unwrap();
        assert!(outcomes.iter().flatten().flatten().all(|instance| std::ptr::addr_eq(*instance, first)));
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn one_that_fails_fails_for_everybody_with_a_call_each() {
    let registry = Registry::new("services");
    for round in 0..ROUNDS {
        let (outcomes, calls) = ask(&registry, &format!("fails_{round}"), |_| Err("the disk is full".into()));
        assert_eq!(texts(&outcomes), ["error the disk is full"; THREADS]);
        assert_eq!(calls.load(Ordering::SeqCst), THREADS);
    }
}

#[test]
fn one_that_panics_panics_for_everybody_with_a_call_each() {
    let registry = Registry::new("services");
    let (outcomes, calls) = ask(&registry, "panics", |_| panic!("no disk"));
    assert_eq!(texts(&outcomes), ["panic no disk"; THREADS]);
    assert_eq!(calls.load(Ordering::SeqCst), THREADS);
}

#[test]
fn one_that_fails_and_panics_at_first_builds_once_after_that() {
    let registry = Registry::new("services");
    let (outcomes, calls) = ask(&registry, "late", |call| match call {
        0..3 => Err("not yet".into()),
        3..5 => panic!("not yet"),
        _ => Ok(Box::new(Number(call))),
    });
    let mut texts = texts(&outcomes);
    texts.sort();
    let expected = [["error not yet"; 3].as_slice(), &["instance 5"; THREADS - 5], &["panic not yet"; 2]].concat();
    assert_eq!(texts, expected);
    assert_eq!(calls.load(Ordering::SeqCst), 6);
}

#[test]
fn one_that_needs_itself_is_an_error_for_everybody() {
    static SERVICES: Registry<dyn Service> = Registry::new("services");
    for round in 0..ROUNDS {
        let name = format!("narcissus_{round}");
        let own = name.clone();
        let (outcomes, calls) = ask(&SERVICES, &name, move |_| Ok(Box::new(Number(SERVICES.instance(&own)?.number()))));
        let cycle = format!("error the instance is needed to construct itself: services/{name} -> services/{name}");
        assert_eq!(texts(&outcomes), vec![cycle; THREADS]);
        assert_eq!(calls.load(Ordering::SeqCst), THREADS);
    }
}

#[test]
fn one_may_read_and_change_its_own_registry() {
    static SERVICES: Registry<dyn Service> = Registry::new("services");
    SERVICES.register("spare", Arc::new(Number(0))).unwrap();
    for round in 0..ROUNDS {
        let name = format!("busy_{round}");
        let own = name.clone();
        let (outcomes, calls) = ask(&SERVICES, &name, move |_| {
            let (found, listed) = (SERVICES.contains(&own), SERVICES.names().filter(|name| *name == own).count());
            assert_eq!(
                (found, listed, SERVICES.len(), SERVICES.iter().count()),
                (true, 1, 2 + round * 2, 2 + round * 2)
            );
            assert_eq!(SERVICES.matching("busy_*").count(), round + 1);
            SERVICES.check().unwrap();
            let made = format!("made_{round}");
            SERVICES.register(&made, Arc::new(Number(round))).unwrap();
            SERVICES.replace("spare", Arc::new(Number(round))).unwrap();
            assert_eq!(SERVICES.fork().instance(&made).unwrap().number(), round);
            Ok(Box::new(Number(SERVICES.instance("spare").unwrap().number())))
        });
        assert_eq!(texts(&outcomes), vec![format!("instance {round}"); THREADS]);
        assert_eq!(calls.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn one_may_remove_itself() {
    static SERVICES: Registry<dyn Service> = Registry::new("services");
    let entry = SERVICES
        .new_entry("brief", ())
        .register_constructor(|| {
            SERVICES.unregister("brief")?;
            Ok(Box::new(Number(1)))
        })
        .unwrap();
    assert_eq!(SERVICES.instance("brief").unwrap().number(), 1);
    assert!(SERVICES.is_empty());
    assert_eq!(entry.instance().unwrap().number(), 1, "who has the entry keeps it");
}
