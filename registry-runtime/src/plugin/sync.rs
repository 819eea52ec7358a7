//! The synchronisation that the host uses, in one place: under `--cfg shuttle`, a model checker takes its part.
//!
//! Threads of `Workers` and of timeouts are always the standard library's, so what the model checker runs uses neither.

#[cfg(shuttle)]
pub(super) use shuttle::sync::atomic::AtomicBool;
#[cfg(shuttle)]
pub(super) use shuttle::sync::{Mutex, MutexGuard};
#[cfg(shuttle)]
pub(super) use shuttle::{thread, thread_local};
#[cfg(not(shuttle))]
pub(super) use std::sync::atomic::AtomicBool;
#[cfg(not(shuttle))]
pub(super) use std::sync::{Mutex, MutexGuard};
#[cfg(not(shuttle))]
pub(super) use std::{thread, thread_local};

// an `Arc<dyn Trait>` is only made of the standard library's; shuttle's schedules no differently around it
pub(super) use std::sync::Arc;
