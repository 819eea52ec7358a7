//! Who may change what is loaded: any number of loads at a time, or one operation that unloads.
//!
//! Loads only add, so they do not disturb each other. A load never waits for an operation that waits: otherwise a plugin's function
//! that asks for another plugin in a thread of its own would wait for ever. Loads that come and go keep an unload waiting only until
//! everything is loaded.

use super::Shared;
use super::state::State;
use crate::plugin::error::Error;
use std::sync::Arc;
use std::task::{Poll, Waker};

#[derive(Default)]
pub(super) struct Gate {
    loads: usize,
    unloading: bool,
    /// The host goes down, or has gone: what is loaded now would stay.
    closed: bool,
    waiting: Vec<Waker>,
}

impl State {
    pub(super) fn is_closed(&self) -> bool {
        self.gate.closed
    }
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
    ///
    /// # Errors
    /// [`Error::HostIsGone`], if the host goes down: somebody may wait for this load before the host can go.
    pub(super) async fn enter(shared: &Arc<Shared>, plugin: &Arc<str>) -> Result<Self, Error> {
        std::future::poll_fn(|context| {
            let mut state = shared.lock();
            if state.gate.closed {
                return Poll::Ready(Err(Error::HostIsGone { plugin: Arc::clone(plugin) }));
            }
            if state.gate.unloading {
                state.gate.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.gate.loads += 1;
            Poll::Ready(Ok(Self(Arc::clone(shared))))
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

/// As long as this is there, nothing is loaded from outside of plugins.
pub(super) struct Closed<'a>(&'a Shared);

impl<'a> Closed<'a> {
    pub(super) fn begin(shared: &'a Shared) -> Self {
        let woken = {
            let gate = &mut shared.lock().gate;
            gate.closed = true;
            gate.wake_all()
        };
        woken.into_iter().for_each(Waker::wake);
        Self(shared)
    }

    /// For good.
    pub(super) fn forever(self) {
        std::mem::forget(self);
    }
}

impl Drop for Closed<'_> {
    fn drop(&mut self) {
        self.0.lock().gate.closed = false;
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
