//! The synchronisation that the host uses, in one place: under `--cfg shuttle`, a model checker takes its part.

#[cfg(shuttle)]
pub(super) use shuttle::sync::{Mutex, MutexGuard};
#[cfg(shuttle)]
pub(super) use shuttle::thread;
#[cfg(not(shuttle))]
pub(super) use std::sync::{Mutex, MutexGuard};
#[cfg(not(shuttle))]
pub(super) use std::thread;

// an `Arc<dyn Trait>` is only made of the standard library's; shuttle's schedules no differently around it
pub(super) use std::sync::Arc;
