//! A future with a deadline, on any executor.

use std::future::Future;
use std::pin::pin;
use std::sync::mpsc;
use std::task::{Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// What `future` gives, or nothing if that takes longer than `timeout`; it is dropped then.
///
/// The time is kept by a thread, for as long as the future takes: executors have no common clock.
pub(in crate::plugin) async fn deadline<F: Future>(timeout: Option<Duration>, future: F) -> Option<F::Output> {
    // a time beyond all clocks is none
    let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    let Some(end) = end else { return Some(future.await) };
    let mut future = pin!(future);
    let mut alarm: Option<mpsc::Sender<Waker>> = None;
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        if Instant::now() >= end {
            return Poll::Ready(None);
        }
        // the waker may be another one at each poll
        let sender = alarm.get_or_insert_with(|| alarm_after(end));
        if sender.send(context.waker().clone()).is_err() {
            context.waker().wake_by_ref();
        }
        Poll::Pending
    })
    .await
}

/// Wakes the last waker that it was sent at `end`, and ends early if nobody can send any more.
fn alarm_after(end: Instant) -> mpsc::Sender<Waker> {
    let (sender, receiver) = mpsc::channel::<Waker>();
    thread::spawn(move || {
        let mut last = None;
        loop {
            match receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(waker) => last = Some(waker),
                Err(mpsc::RecvTimeoutError::Timeout) => break,
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            }
        }
        if let Some(waker) = last {
            waker.wake();
        }
    });
    sender
}
