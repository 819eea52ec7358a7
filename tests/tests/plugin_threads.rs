//! A host and several threads: what waits for what, and that nothing waits for ever.
//!
//! Nothing here sleeps. What should happen is waited for, with a limit that only a failing test reaches.

#[path = "plugin_threads/inside.rs"]
mod inside;
#[path = "plugin_threads/storm.rs"]
mod storm;
#[path = "plugin_threads/timeouts.rs"]
mod timeouts;
#[path = "plugin_threads/together.rs"]
mod together;

use registry_core::BoxError;
use registry_core::plugin::{Error, Host, NewPlugin};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

/// So long a failing test takes.
const LIMIT: Duration = Duration::from_secs(60);

/// A place where code of a plugin stops until it is told to go on.
struct Gate {
    arrived: Sender<()>,
    go_on: Mutex<Receiver<()>>,
}

/// The other side of a [`Gate`].
struct Keeper {
    arrived: Receiver<()>,
    go_on: Sender<()>,
}

fn gate() -> (Gate, Keeper) {
    let (arrived, has_arrived) = channel();
    let (go_on, may_go_on) = channel();
    (Gate { arrived, go_on: Mutex::new(may_go_on) }, Keeper { arrived: has_arrived, go_on })
}

impl Gate {
    fn pass(&self) -> Result<(), RecvTimeoutError> {
        let _ = self.arrived.send(());
        self.go_on.lock().unwrap().recv_timeout(LIMIT)
    }
}

impl Keeper {
    fn until_arrived(&self) {
        self.arrived.recv_timeout(LIMIT).unwrap();
    }

    fn open(&self) {
        self.go_on.send(()).unwrap();
    }
}

/// Counts how often it was woken, and wakes the thread that made it.
struct Woken(AtomicUsize, thread::Thread);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
        self.1.unpark();
    }
}

fn woken() -> Arc<Woken> {
    Arc::new(Woken(AtomicUsize::new(0), thread::current()))
}

fn poll<F: Future + ?Sized>(future: Pin<&mut F>, woken: &Arc<Woken>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(&Waker::from(Arc::clone(woken))))
}

fn block_on<F: Future>(future: F) -> F::Output {
    let (mut future, woken) = (pin!(future), woken());
    loop {
        if let Poll::Ready(output) = poll(future.as_mut(), &woken) {
            return output;
        }
        thread::park_timeout(LIMIT);
    }
}

/// What `work` gives, in a thread of its own; the test fails if that hangs.
fn in_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> impl FnOnce() -> T {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let _ = sender.send(work());
    });
    move || receiver.recv_timeout(LIMIT).expect("it ends")
}

/// Whether the plugin's own error is, or comes from, a cycle.
fn is_cycle(error: &Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if matches!(error.downcast_ref::<Error>(), Some(Error::Cycle { .. })) {
            return true;
        }
        next = error.source();
    }
    false
}

/// A plugin that waits at a gate, and then does what `end` says; with how often it was called.
fn slow(host: &Host, end: fn() -> Result<u32, BoxError>) -> (Keeper, Arc<AtomicUsize>) {
    let (gate, keeper) = gate();
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let load = move |_: &_| {
        counted.fetch_add(1, Ordering::SeqCst);
        gate.pass()?;
        end()
    };
    host.add(NewPlugin::new("slow", load)).unwrap();
    (keeper, calls)
}

#[test]
fn a_second_thread_waits_for_the_first() {
    let host = Host::empty();
    let (keeper, calls) = slow(&host, || Ok(7));
    let first = in_thread({
        let host = host.clone();
        move || host.load::<u32>("slow")
    });
    keeper.until_arrived();
    let (mut second, woken) = (pin!(host.load_async::<u32>("slow")), woken());
    assert!(poll(second.as_mut(), &woken).is_pending());
    assert!(!host.is_loaded("slow"));
    let third = in_thread({
        let host = host.clone();
        move || host.load::<u32>("slow")
    });
    keeper.open();
    let first = first().unwrap();
    let second = block_on(second).unwrap();
    assert!(Arc::ptr_eq(&first, &second) && Arc::ptr_eq(&first, &third().unwrap()));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    assert!(woken.0.load(Ordering::SeqCst) > 0);
}

#[test]
fn those_who_waited_get_the_same_failure() {
    let host = Host::empty();
    let (keeper, calls) = slow(&host, || Err("no".into()));
    let first = in_thread({
        let host = host.clone();
        move || host.load::<u32>("slow")
    });
    keeper.until_arrived();
    let (mut second, woken) = (pin!(host.load_async::<u32>("slow")), woken());
    assert!(poll(second.as_mut(), &woken).is_pending());
    keeper.open();
    let (Err(Error::Failed(first)), Err(Error::Failed(second))) = (first(), block_on(second)) else { panic!("no") };
    assert!(Arc::ptr_eq(&first, &second));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    // whoever comes after that tries again
    keeper.open();
    assert!(host.load::<u32>("slow").is_err());
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[test]
fn an_unload_waits_for_loads() {
    let host = Host::empty();
    let (keeper, _) = slow(&host, || Ok(7));
    let load = in_thread({
        let host = host.clone();
        move || host.load::<u32>("slow")
    });
    keeper.until_arrived();
    let (mut unload, woken) = (pin!(host.unload_async("slow")), woken());
    assert!(poll(unload.as_mut(), &woken).is_pending());
    // a load that is not finished keeps an unload waiting, not another load
    host.add(NewPlugin::new("other", |_| Ok(1_u32))).unwrap();
    assert_eq!(*host.load::<u32>("other").unwrap(), 1);
    keeper.open();
    load().unwrap();
    assert!(block_on(unload).unwrap());
    assert!(!host.is_loaded("slow") && host.is_loaded("other"));
}

#[test]
fn plugins_that_load_each_other_in_two_threads_are_a_cycle() {
    for _ in 0..50 {
        let host = Host::empty();
        let mut keepers = Vec::new();
        for (name, other) in [("a", "b"), ("b", "a")] {
            let (gate, keeper) = gate();
            keepers.push(keeper);
            let load = move |inputs: &registry_core::plugin::Inputs| {
                gate.pass()?;
                Ok(*inputs.context().load::<u32>(other)?)
            };
            host.add(NewPlugin::new(name, load)).unwrap();
        }
        let loads = ["a", "b"].map(|name| {
            let host = host.clone();
            in_thread(move || host.load::<u32>(name))
        });
        // both functions run, and then each asks for the other
        keepers.iter().for_each(Keeper::until_arrived);
        keepers.iter().for_each(Keeper::open);
        let errors = loads.map(|load| load().unwrap_err());
        assert!(errors.iter().any(is_cycle), "{errors:?}");
        assert!(errors.iter().all(|error| matches!(error, Error::Failed(_))), "{errors:?}");
        assert!(!host.is_loaded("a") && !host.is_loaded("b"));
    }
}
