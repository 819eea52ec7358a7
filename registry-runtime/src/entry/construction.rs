//! Constructing shared instances: once each, on whichever thread asks first, without deadlock.
//!
//! Constructors are user code. They may ask for other instances, from any registry and any thread, and they may fail or
//! panic. So no lock is held while one runs; who constructs what, and who waits for whom, is written down instead.

use super::shared::{Key, Shared};
use crate::error::Error;
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

/// The shared instances of one registry, by the addresses of their entries.
///
/// Not in the entries: the compiler would have to reason about a cell in each registration. And not in an index, because a
/// newer one may follow it.
pub(crate) struct Instances<I: ?Sized + 'static>(Mutex<BTreeMap<usize, Shared<I>>>);

impl<I: ?Sized> Instances<I> {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// No other code runs under this lock.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<usize, Shared<I>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Construction {
    key: Key,
    thread: ThreadId,
}

struct Waiting {
    thread: ThreadId,
    address: usize,
}

/// All that is going on in the process; empty most of the time.
struct State {
    constructions: Vec<Construction>,
    waiting: Vec<Waiting>,
}

static STATE: Mutex<State> = Mutex::new(State { constructions: Vec::new(), waiting: Vec::new() });
static FINISHED: Condvar = Condvar::new();

/// The instance of the entry, which `construct` makes if there is none yet.
///
/// # Errors
/// Those of `construct`; the next call tries again. [`Error::Cycle`] if waiting for the instance would never end.
pub(super) fn once<I: ?Sized>(
    key: Key,
    instances: &Instances<I>,
    construct: impl FnOnce() -> Result<Box<I>, Error>,
) -> Result<Shared<I>, Error> {
    let thread = thread::current().id();
    let mut state = lock();
    loop {
        if let Some(instance) = instances.lock().get(&key.address) {
            return Ok(instance);
        }
        if state.constructor_of(key.address).is_none() {
            break;
        }
        if let Some(cycle) = state.cycle(key, thread) {
            return Err(cycle);
        }
        state.waiting.push(Waiting { thread, address: key.address });
        state = FINISHED.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.waiting.retain(|waiting| waiting.thread != thread);
    }
    state.constructions.push(Construction { key, thread });
    drop(state);
    let _finish = Finish(key.address);
    let instance: &'static I = Box::leak(construct()?);
    let shared: Shared<I> = Box::leak(Box::new(instance));
    // a library with a copy of the framework of its own may have been faster, and nobody here knew
    Ok(instances.lock().entry(key.address).or_insert(shared))
}

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends a construction, also one that failed or panicked.
struct Finish(usize);

impl Drop for Finish {
    fn drop(&mut self) {
        lock().constructions.retain(|construction| construction.key.address != self.0);
        FINISHED.notify_all();
    }
}

impl State {
    fn constructor_of(&self, address: usize) -> Option<ThreadId> {
        let construction = self.constructions.iter().find(|construction| construction.key.address == address)?;
        Some(construction.thread)
    }

    /// The error if `thread`, by waiting for `wanted`, would wait for itself.
    fn cycle(&self, wanted: Key, thread: ThreadId) -> Option<Error> {
        let mut path = Vec::new();
        let mut address = wanted.address;
        loop {
            let holder = self.constructor_of(address)?;
            path.push(self.constructions_of(holder, address));
            if holder == thread {
                break;
            }
            address = self.waiting.iter().find(|waiting| waiting.thread == holder)?.address;
        }
        let mut path: Vec<String> = path.into_iter().rev().flatten().collect();
        let start = format!("{}/{}", wanted.kind, wanted.name);
        if let Some(place) = path.iter().position(|name| *name == start) {
            path.rotate_left(place);
        }
        path.push(start);
        Some(Error::Cycle { path })
    }

    /// What `thread` is constructing, from `address` inwards.
    fn constructions_of(&self, thread: ThreadId, address: usize) -> Vec<String> {
        self.constructions
            .iter()
            .filter(|construction| construction.thread == thread)
            .skip_while(|construction| construction.key.address != address)
            .map(|construction| format!("{}/{}", construction.key.kind, construction.key.name))
            .collect()
    }
}
