//! Threads for functions that are not `async`.

use crate::plugin::definition::BoxFuture;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::task::{Poll, Waker};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// At most so many threads, which start when they are needed and end with this.
pub(in crate::plugin) struct Workers {
    sender: mpsc::Sender<Job>,
    receiver: Arc<Mutex<mpsc::Receiver<Job>>>,
    started: Mutex<usize>,
    most: usize,
}

struct Outcome<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

impl Workers {
    pub(in crate::plugin) fn new(most: usize) -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { sender, receiver: Arc::new(Mutex::new(receiver)), started: Mutex::new(0), most }
    }

    /// Calls `work` in one of the threads. The future gives what it returned; `work` goes on if the future is dropped.
    pub(in crate::plugin) fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> BoxFuture<T> {
        let outcome = Arc::new(Mutex::new(Outcome { value: None, waker: None }));
        let of_worker = Arc::clone(&outcome);
        let job: Job = Box::new(move || {
            let value = work();
            let waker = {
                let mut outcome = of_worker.lock().unwrap_or_else(PoisonError::into_inner);
                outcome.value = Some(value);
                outcome.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        self.start_one();
        // the receiver lives as long as this
        let _ = self.sender.send(job);
        Box::pin(std::future::poll_fn(move |context| {
            let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(value) = outcome.value.take() {
                Poll::Ready(value)
            } else {
                outcome.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }))
    }

    fn start_one(&self) {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        if *started == self.most {
            return;
        }
        *started += 1;
        let receiver = Arc::clone(&self.receiver);
        thread::spawn(move || {
            loop {
                let job = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(job) = job else { return };
                job();
            }
        });
    }
}
