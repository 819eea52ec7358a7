//! Many threads that do everything at once.

use registry_core::BoxError;
use registry_core::plugin::{Args, Dep, Error, Host, Inputs, NewPlugin, Value};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;

const THREADS: usize = 64;
const OPERATIONS: usize = 40;

/// Who requires whom: two diamonds, one on the other.
const GRAPH: [(&str, &[&str]); 7] = [
    ("base", &[]),
    ("left", &["base"]),
    ("right", &["base"]),
    ("middle", &["left", "right"]),
    ("up", &["middle"]),
    ("down", &["middle", "base"]),
    ("top", &["up", "down"]),
];

/// What there is of a plugin.
#[derive(Default)]
struct Counts {
    calls: AtomicUsize,
    unloads: AtomicUsize,
    live: AtomicUsize,
    is_constructing: AtomicBool,
}

/// Until it is dropped, the function runs.
struct Constructing<'a>(&'a AtomicBool);

impl Drop for Constructing<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

struct World {
    counts: [Counts; GRAPH.len()],
    fails: AtomicBool,
    /// A panic in a plugin would only be an error of it.
    violations: AtomicUsize,
}

impl World {
    fn expect(&self, holds: bool) {
        if !holds {
            self.violations.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn fails(&self, count: &AtomicUsize, every: usize) -> Result<(), BoxError> {
        let number = count.fetch_add(1, Ordering::SeqCst);
        match self.fails.load(Ordering::SeqCst) && number % every == every - 1 {
            true => Err("now and then".into()),
            false => Ok(()),
        }
    }
}

struct Thing {
    is_live: AtomicBool,
    requires: Vec<Dep<Thing>>,
}

impl Thing {
    fn is_live(&self) -> bool {
        self.is_live.load(Ordering::SeqCst)
    }
}

fn plugin(world: &Arc<World>, place: usize) -> NewPlugin<Thing> {
    let (name, requires) = GRAPH[place];
    let loading = Arc::clone(world);
    let load = move |inputs: &Inputs| {
        let counts = &loading.counts[place];
        loading.expect(!counts.is_constructing.swap(true, Ordering::SeqCst));
        let _constructing = Constructing(&counts.is_constructing);
        loading.expect(counts.live.load(Ordering::SeqCst) == 0);
        // one is not declared
        let mut instances = Vec::new();
        for required in requires {
            instances.push(match *required {
                "right" => Dep::from(inputs.context().load::<Thing>("right")?),
                required => inputs.dep::<Thing>(required)?,
            });
        }
        loading.expect(instances.iter().all(|required| required.is_live()));
        thread::yield_now();
        loading.fails(&counts.calls, 7)?;
        counts.live.fetch_add(1, Ordering::SeqCst);
        Ok(Thing { is_live: AtomicBool::new(true), requires: instances })
    };
    let unloading = Arc::clone(world);
    let unload = move |thing: &Thing| {
        let counts = &unloading.counts[place];
        unloading.fails(&counts.unloads, 11)?;
        unloading.expect(thing.requires.iter().all(|required| required.is_live()));
        unloading.expect(thing.is_live.swap(false, Ordering::SeqCst));
        unloading.expect(counts.live.fetch_sub(1, Ordering::SeqCst) == 1);
        Ok(())
    };
    let new = NewPlugin::new(name, load).unload(unload).optional_argument::<u32>("x");
    let declared = requires.iter().filter(|required| **required != "right");
    declared.fold(new, |new, required| new.requires::<Thing>(*required))
}

/// The same for each thread in each run.
struct Random(usize);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn operate(host: &Host, world: &Arc<World>, random: &mut Random) -> Result<(), Error> {
    let place = random.below(GRAPH.len());
    let name = GRAPH[place].0;
    match random.below(10) {
        0..4 => host.load::<Thing>(name).map(drop),
        4..6 => {
            let x = Value::Integer(i128::try_from(random.below(2)).unwrap_or(0));
            host.load_with(name, Args::new().with("x", x)).map(drop)
        }
        6..8 => host.reload(name),
        8 => host.unload(name).map(drop),
        _ => host.replace(name, plugin(world, place)),
    }
}

#[test]
fn there_is_never_more_than_one_instance() {
    let counts = std::array::from_fn(|_| Counts::default());
    let world = Arc::new(World { counts, fails: AtomicBool::new(true), violations: AtomicUsize::new(0) });
    let host = Host::empty();
    for place in 0..GRAPH.len() {
        host.add(plugin(&world, place)).unwrap();
    }
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (host, world, start) = (&host, &world, &start);
            scope.spawn(move || {
                let mut random = Random(number);
                start.wait();
                for _ in 0..OPERATIONS {
                    match operate(host, world, &mut random) {
                        Ok(()) | Err(Error::Failed(_) | Error::Reload(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert_eq!(world.violations.load(Ordering::SeqCst), 0);
    let mut calls = 0;
    for (place, (name, requires)) in GRAPH.into_iter().enumerate() {
        let counts = &world.counts[place];
        calls += counts.calls.load(Ordering::SeqCst);
        assert_eq!(counts.live.load(Ordering::SeqCst), usize::from(host.is_loaded(name)), "{name}");
        let Some(thing) = host.get::<Thing>(name).unwrap() else { continue };
        assert!(thing.is_live());
        for (required, held) in requires.iter().zip(&thing.requires) {
            let now = host.get::<Thing>(*required).unwrap();
            assert!(now.is_some_and(|now| std::ptr::eq(&*now, &**held)), "{name} holds another {required}");
        }
    }
    assert!(calls > 100, "something was loaded: {calls}");
    world.fails.store(false, Ordering::SeqCst);
    host.shutdown().unwrap();
    assert!(world.counts.iter().all(|counts| counts.live.load(Ordering::SeqCst) == 0));
    assert_eq!(world.violations.load(Ordering::SeqCst), 0);
}
