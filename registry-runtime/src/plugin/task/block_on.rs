//! A future to its end, in this thread.

use crate::plugin::sync::AtomicBool;
use crate::plugin::sync::thread::{self, Thread};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Wake, Waker};

/// Wakes a thread. It remembers that by itself, because code that runs in between may use up what `unpark` leaves behind.
struct WakeThread {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for WakeThread {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// What `future` gives.
pub(in crate::plugin) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waking = Arc::new(WakeThread { thread: thread::current(), woken: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&waking));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !waking.woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}
