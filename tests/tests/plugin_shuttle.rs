//! The host under a model checker, which tries the orders in which threads can run: a deadlock is a failure of its own.
//!
//! ```text
//! RUSTFLAGS="--cfg shuttle" cargo test --release -p registry-tests --test plugin_shuttle --target-dir target/shuttle
//! ```
//!
//! `SHUTTLE_ITERATIONS=2000000` in front of it tries a hundred times as many orders. The host's lock, its threads and what they wait for are the model
//! checker's then. The threads of `Host::parallel` and of timeouts are not, so nothing here uses them.

#![cfg(shuttle)]

use registry_core::plugin::{Error, Host, Inputs, NewPlugin};
use shuttle::scheduler::{DfsScheduler, PctScheduler, RandomScheduler, Scheduler};
use shuttle::thread;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Who requires whom.
const DIAMOND: [(&str, &[&str]); 4] =
    [("base", &[]), ("left", &["base"]), ("right", &["base"]), ("top", &["left", "right"])];

fn iterations() -> usize {
    std::env::var("SHUTTLE_ITERATIONS").ok().and_then(|iterations| iterations.parse().ok()).unwrap_or(20_000)
}

fn check(scenario: fn()) {
    run_with(RandomScheduler::new(iterations()), scenario);
    run_with(PctScheduler::new(3, iterations()), scenario);
}

fn run_with(scheduler: impl Scheduler + 'static, scenario: fn()) {
    let mut config = shuttle::Config::new();
    // the usual one is for code without depth
    config.stack_size = 256 * 1024;
    shuttle::Runner::new(scheduler, config).run(scenario);
}

/// The instance of every plugin.
struct Thing {
    name: &'static str,
    requires: Vec<Arc<Thing>>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    calls: AtomicUsize,
    live: AtomicUsize,
}

struct World {
    host: Host,
    counts: Vec<(&'static str, Arc<Counts>)>,
}

impl Counts {
    /// Another plugin's code could run here, and a second call of this one must not.
    fn construct(&self) -> usize {
        assert_eq!(self.live.fetch_add(1, Ordering::SeqCst), 0, "a second instance");
        thread::yield_now();
        self.calls.fetch_add(1, Ordering::SeqCst)
    }

    fn live(&self) -> usize {
        self.live.load(Ordering::SeqCst)
    }
}

fn plugin(name: &'static str, requires: &'static [&'static str], counts: &Arc<Counts>) -> NewPlugin<Thing> {
    let counts = Arc::clone(counts);
    let load = move |inputs: &Inputs| {
        counts.construct();
        let mut instances = Vec::new();
        for required in requires {
            let required: Arc<Thing> = inputs.context().load(*required)?;
            assert_eq!(required.counts.live(), 1, "{name} got what is not loaded");
            instances.push(required);
        }
        Ok(Thing { name, requires: instances, counts: Arc::clone(&counts) })
    };
    let unload = |thing: &Thing| {
        assert!(thing.requires.iter().all(|required| required.counts.live() == 1), "{} goes too late", thing.name);
        thread::yield_now();
        assert_eq!(thing.counts.live.fetch_sub(1, Ordering::SeqCst), 1);
        Ok(())
    };
    requires.iter().fold(NewPlugin::new(name, load).unload(unload), |new, required| new.requires::<Thing>(*required))
}

fn diamond() -> World {
    let host = Host::empty();
    let mut counts = Vec::new();
    for (name, requires) in DIAMOND {
        counts.push((name, Arc::default()));
        host.add(plugin(name, requires, &counts[counts.len() - 1].1)).unwrap();
    }
    World { host, counts }
}

impl World {
    /// What is loaded has what it requires, and what is not has no instance.
    fn check(&self) {
        for (name, counts) in &self.counts {
            assert_eq!(counts.live(), usize::from(self.host.is_loaded(name)), "{name}");
            let Some(thing) = self.host.get::<Thing>(*name).unwrap() else { continue };
            for held in &thing.requires {
                let now = self.host.get::<Thing>(held.name).unwrap();
                assert!(now.is_some_and(|now| Arc::ptr_eq(&now, held)), "{name} holds another {}", held.name);
            }
        }
    }

    fn finish(self) {
        self.check();
        drop(self.host);
        assert!(self.counts.iter().all(|(_, counts)| counts.live() == 0));
    }
}

/// Each in a thread of its own, until all are done.
fn run<const N: usize>(host: &Host, work: [fn(&Host); N]) {
    let threads = work.map(|work| {
        let host = host.clone();
        thread::spawn(move || work(&host))
    });
    for thread in threads {
        thread.join().unwrap();
    }
}

fn load(host: &Host) {
    let top = host.load::<Thing>("top").unwrap();
    assert_eq!(top.requires.len(), 2);
}

fn unload(host: &Host) {
    host.unload("base").unwrap();
}

#[test]
fn loads_and_unloads() {
    check(|| {
        let world = diamond();
        run(&world.host, [load, unload]);
        world.finish();
    });
}

#[test]
fn loads_reloads_and_unloads() {
    check(|| {
        let world = diamond();
        run(&world.host, [load, |host| host.reload("left").unwrap(), unload]);
        world.finish();
    });
}

#[test]
fn two_reloads_and_a_shutdown() {
    check(|| {
        let world = diamond();
        world.host.load::<Thing>("top").unwrap();
        let reload: fn(&Host) = |host| host.reload("base").unwrap();
        run(&world.host, [reload, reload, |host| host.shutdown().unwrap()]);
        world.finish();
    });
}

#[test]
fn loads_and_replacements() {
    check(|| {
        let world = diamond();
        let (host, counts) = (world.host.clone(), Arc::clone(&world.counts[1].1));
        let replacing = thread::spawn(move || host.replace("left", plugin("left", &["base"], &counts)).unwrap());
        run(&world.host, [load, load]);
        replacing.join().unwrap();
        world.finish();
    });
}

#[test]
fn three_threads_load_the_same() {
    check(|| {
        let world = diamond();
        let loads = [(); 3].map(|()| {
            let host = world.host.clone();
            thread::spawn(move || host.load::<Thing>("top").unwrap())
        });
        let [one, two, three] = loads.map(|load| load.join().unwrap());
        assert!(Arc::ptr_eq(&one, &two) && Arc::ptr_eq(&one, &three));
        assert!(world.counts.iter().all(|(_, counts)| counts.calls.load(Ordering::SeqCst) == 1));
        world.finish();
    });
}

/// One order after the other, each a little different: there are more than can be tried.
#[test]
fn two_threads_load_one_plugin() {
    let scenario = || {
        let counts = Arc::default();
        let host = Host::empty();
        host.add(plugin("only", &[], &counts)).unwrap();
        let other = host.clone();
        let other = thread::spawn(move || other.load::<Thing>("only").unwrap());
        let one = host.load::<Thing>("only").unwrap();
        assert!(Arc::ptr_eq(&one, &other.join().unwrap()));
        assert_eq!(counts.calls.load(Ordering::SeqCst), 1);
    };
    run_with(DfsScheduler::new(Some(400_000), false), scenario);
}

/// Plugins that load each other by themselves: whoever is asked for, nobody waits for ever.
fn circle<const N: usize>(names: [&'static str; N]) {
    let host = Host::empty();
    for (place, name) in names.into_iter().enumerate() {
        let next = names[(place + 1) % N];
        let load = move |inputs: &Inputs| {
            thread::yield_now();
            Ok(*inputs.context().load::<u32>(next)?)
        };
        host.add(NewPlugin::new(name, load)).unwrap();
    }
    let loads = names.map(|name| {
        let host = host.clone();
        thread::spawn(move || host.load::<u32>(name).unwrap_err())
    });
    for error in loads.map(|load| load.join().unwrap()) {
        assert!(error.to_string().contains("require each other"), "{error}");
    }
    assert!(names.iter().all(|name| !host.is_loaded(name)));
}

#[test]
fn a_circle_of_two() {
    check(|| circle(["a", "b"]));
}

#[test]
fn a_circle_of_three() {
    check(|| circle(["a", "b", "c"]));
}

/// The last clone is dropped by the thread that loads, or by the other.
#[test]
fn a_host_is_dropped_while_it_loads() {
    check(|| {
        let World { host, counts } = diamond();
        let other = host.clone();
        let other = thread::spawn(move || {
            other.load::<Thing>("top").unwrap();
        });
        let one = thread::spawn(move || drop(host));
        other.join().unwrap();
        one.join().unwrap();
        for (name, counts) in counts {
            assert_eq!((counts.calls.load(Ordering::SeqCst), counts.live()), (1, 0), "{name}");
        }
    });
}

/// Who waits for a load that fails gets its error, and does not try again; who comes later does.
#[test]
fn a_load_fails_while_others_wait() {
    check(|| {
        let host = Host::empty();
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let load = move |_: &Inputs| {
            let call = counted.fetch_add(1, Ordering::SeqCst);
            thread::yield_now();
            if call == 0 { Err("the first".into()) } else { Ok(7_u32) }
        };
        host.add(NewPlugin::new("base", load)).unwrap();
        host.add(NewPlugin::new("top", |_| Ok(1_u32)).requires::<u32>("base")).unwrap();
        let loads = ["base", "top", "base"].map(|name| {
            let host = host.clone();
            thread::spawn(move || host.load::<u32>(name))
        });
        let outcomes = loads.map(|load| load.join().unwrap());
        let failures = outcomes.iter().filter(|outcome| matches!(outcome, Err(Error::Failed(_)))).count();
        let successes = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert!(failures > 0 && failures + successes == 3);
        assert_eq!(calls.load(Ordering::SeqCst), 1 + usize::from(successes > 0));
        assert_eq!(host.is_loaded("base"), successes > 0);
    });
}

/// An unload waits for the load and keeps nothing waiting that the load needs.
#[test]
fn a_function_loads_in_a_thread_of_its_own() {
    check(|| {
        let world = diamond();
        let load = |inputs: &Inputs| {
            let context = inputs.context();
            let loading = thread::spawn(move || context.load::<Thing>("left").map(drop));
            inputs.context().load::<Thing>("right")?;
            loading.join().unwrap()?;
            Ok(1_u32)
        };
        world.host.add(NewPlugin::new("both", load)).unwrap();
        run(&world.host, [|host| drop(host.load::<u32>("both").unwrap()), unload]);
        if world.host.is_loaded("both") {
            assert!(world.host.is_loaded("left") && world.host.is_loaded("right"));
        }
        world.finish();
    });
}
