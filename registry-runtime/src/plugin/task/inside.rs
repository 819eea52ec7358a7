//! Which plugin's code runs in this thread.

use crate::plugin::host::Attempt;
use crate::plugin::sync::thread_local;
use std::cell::RefCell;

thread_local! {
    static INSIDE: RefCell<Vec<Inside>> = const { RefCell::new(Vec::new()) };
}

/// Code of a plugin that runs.
#[derive(Clone, Debug)]
pub(in crate::plugin) struct Inside {
    /// The address of the host's inner part.
    pub(in crate::plugin) host: usize,
    pub(in crate::plugin) state: State,
    pub(in crate::plugin) attempt: Attempt,
}

/// What is being done to the plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::plugin) enum State {
    Loading,
    Unloading,
    /// Code that is no plugin's is told of it.
    Told,
}

impl State {
    /// As errors say it.
    pub(in crate::plugin) fn participle(self) -> &'static str {
        match self {
            Self::Loading => "loaded",
            Self::Unloading => "unloaded",
            Self::Told => "told to subscribers",
        }
    }
}

impl Inside {
    /// Until the guard is dropped, this thread runs code of the plugin.
    pub(in crate::plugin) fn enter(&self) -> Entered {
        INSIDE.with(|inside| inside.borrow_mut().push(self.clone()));
        Entered
    }
}

pub(in crate::plugin) struct Entered;

impl Drop for Entered {
    fn drop(&mut self) {
        INSIDE.with(|inside| inside.borrow_mut().pop());
    }
}

/// The innermost code of a plugin of `host` that runs in this thread, if any does.
pub(in crate::plugin) fn current(host: usize) -> Option<Inside> {
    INSIDE.with(|inside| inside.borrow().iter().rev().find(|inside| inside.host == host).cloned())
}
