//! What a hook returned: nothing, a `Result`, or a future of either.

use super::instance::PluginError;
use crate::error::BoxError;
use std::future::{Future, Ready, ready};
use std::marker::PhantomData;

/// What a hook can return, or its future give.
#[diagnostic::on_unimplemented(
    message = "a hook of a plugin returns nothing or `Result<(), E>`, not `{Self}`",
    note = "or a future of either, as an `async fn` does"
)]
pub trait HookOutcome {
    /// # Errors
    /// That of the hook.
    fn into_result(self) -> Result<(), BoxError>;
}

impl HookOutcome for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

impl<E: PluginError> HookOutcome for Result<(), E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map_err(PluginError::into_box)
    }
}

/// The type of what a hook returned.
pub struct Called<V>(PhantomData<fn() -> V>);

impl<V> Called<V> {
    /// The type of `value`.
    #[must_use]
    pub fn of(_: &V) -> Self {
        Self(PhantomData)
    }
}

/// A future.
pub trait CalledFuture<F: Future>: Sized {
    /// # Errors
    /// That of the hook.
    fn finish(self, returned: F) -> impl Future<Output = Result<(), BoxError>>
    where
        F::Output: HookOutcome,
    {
        async { returned.await.into_result() }
    }
}

impl<F: Future> CalledFuture<F> for Called<F> {}

/// Anything else.
pub trait CalledNow<V>: Sized {
    /// # Errors
    /// That of the hook.
    fn finish(self, returned: V) -> Ready<Result<(), BoxError>>
    where
        V: HookOutcome,
    {
        ready(returned.into_result())
    }
}

impl<V> CalledNow<V> for &Called<V> {}
