//! Who may change what is loaded: any number of loads at a time, or one operation that unloads.
//!
//! Loads only add, so they do not disturb each other. A load never waits for an operation that waits: otherwise a plugin's function
//! that asks for another plugin in a thread of its own would wait for ever. Loads that come and go keep an unload waiting only until
//! everything is loaded.

use super::Shared;
use std::sync::Arc;
use std::task::{Poll, Waker};

#[derive(Default)]
pub(super) struct Gate {
    loads: usize,
    unloading: bool,
    waiting: Vec<Waker>,
}

impl Gate {
    fn wake_all(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.waiting)
    }
}

/// The right to load.
pub(super) struct Loads(Arc<Shared>);

/// The right to do anything.
pub(super) struct Alone(Arc<Shared>);

impl Loads {
    /// When nothing is being unloaded.
    pub(super) async fn enter(shared: &Arc<Shared>) -> Self {
        std::future::poll_fn(|context| {
            let mut state = shared.lock();
            if state.gate.unloading {
                state.gate.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.gate.loads += 1;
            Poll::Ready(Self(Arc::clone(shared)))
        })
        .await
    }

    /// At once, for code of a plugin that is being loaded: whoever loads it has the right.
    pub(super) fn inside(shared: &Arc<Shared>) -> Self {
        shared.lock().gate.loads += 1;
        Self(Arc::clone(shared))
    }
}

impl Alone {
    /// When nothing is being loaded or unloaded.
    pub(super) async fn enter(shared: &Arc<Shared>) -> Self {
        std::future::poll_fn(|context| {
            let mut state = shared.lock();
            if state.gate.unloading || state.gate.loads > 0 {
                state.gate.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.gate.unloading = true;
            Poll::Ready(Self(Arc::clone(shared)))
        })
        .await
    }
}

impl Drop for Loads {
    fn drop(&mut self) {
        let woken = {
            let gate = &mut self.0.lock().gate;
            gate.loads -= 1;
            if gate.loads == 0 { gate.wake_all() } else { Vec::new() }
        };
        woken.into_iter().for_each(Waker::wake);
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        let woken = {
            let gate = &mut self.0.lock().gate;
            gate.unloading = false;
            gate.wake_all()
        };
        woken.into_iter().for_each(Waker::wake);
    }
}
