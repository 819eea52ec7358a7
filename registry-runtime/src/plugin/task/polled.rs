//! Which loads this thread is polling: code that blocks it cannot wait for them.

use crate::plugin::sync::thread_local;
use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;

/// A load, by the address of its host's inner part and its number.
pub(in crate::plugin) type LoadId = (usize, u64);

thread_local! {
    static POLLED: RefCell<Vec<LoadId>> = const { RefCell::new(Vec::new()) };
}

struct Polling;

impl Drop for Polling {
    fn drop(&mut self) {
        POLLED.with(|polled| polled.borrow_mut().pop());
    }
}

/// What `future` gives, which is that of `load`.
pub(in crate::plugin) async fn polled<F: Future>(load: LoadId, future: F) -> F::Output {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        POLLED.with(|polled| polled.borrow_mut().push(load));
        let _polling = Polling;
        future.as_mut().poll(context)
    })
    .await
}

/// Whether this thread is polling `load`.
pub(in crate::plugin) fn is_polled(load: LoadId) -> bool {
    POLLED.with(|polled| polled.borrow().contains(&load))
}
