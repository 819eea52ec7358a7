//! Running code of plugins: futures to their end, panics as errors, and who is at work in which thread.

mod block_on;
mod inside;
mod polled;
mod timer;
mod workers;

pub(super) use block_on::block_on;
pub(super) use inside::{Inside, State, current};
pub(super) use polled::{is_polled, polled};
pub(super) use timer::deadline;
pub(super) use workers::Workers;

use crate::error::{BoxError, Panicked};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// What `code` gives, with a panic as an error, at work as `inside`.
pub(super) async fn guarded<T>(
    inside: &Inside,
    code: impl Future<Output = Result<T, BoxError>>,
) -> Result<T, BoxError> {
    let mut code = pin!(code);
    std::future::poll_fn(|context| {
        let _entered = inside.enter();
        match catch_unwind(AssertUnwindSafe(|| code.as_mut().poll(context))) {
            Ok(poll) => poll,
            Err(payload) => Poll::Ready(Err(Panicked::with(&*payload).into())),
        }
    })
    .await
}
