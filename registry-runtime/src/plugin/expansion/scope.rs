//! What the function gives that a requirement's name stands for, if there is one in scope.
//!
//! ```text
//! const clock: NotInScope = NotInScope;
//! {
//!     use self::*; // a function `clock` of the module comes before the constant
//!     (&Scope::of(&clock)).output().awaited().outcome().shared().gives::<Clock>();
//! }
//! ```

use super::named::Gives;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;

/// What a name stands for that no function in scope has.
pub struct NotInScope;

/// The type of what a name stands for.
pub struct Scope<F>(PhantomData<F>);

impl<F> Scope<F> {
    /// The type of `value`.
    #[must_use]
    pub fn of(_: &F) -> Self {
        Self(PhantomData)
    }
}

/// A function with these parameters.
pub trait FunctionOutput<P> {
    /// What it returns.
    type Output;
}

/// For functions with as many parameters as words, and fewer.
macro_rules! functions {
    () => {
        functions! { @ }
    };
    ($first:ident $($rest:ident)*) => {
        functions! { @ $first $($rest)* }
        functions! { $($rest)* }
    };
    (@ $($parameter:ident)*) => {
        impl<F, R, $($parameter),*> FunctionOutput<($($parameter,)*)> for F
        where
            F: Fn($($parameter),*) -> R,
        {
            type Output = R;
        }
    };
}

functions! { A B C D E G H I J K L M }

/// A function.
pub trait IsFunction<P> {
    /// What it returns.
    type Output;

    /// What it returns.
    fn output(&self) -> Given<Self::Output> {
        Given::TYPE
    }
}

impl<F: FunctionOutput<P>, P> IsFunction<P> for Scope<F> {
    type Output = F::Output;
}

/// Anything else.
pub trait NoFunction {
    /// Nothing that is known.
    fn output(&self) -> Nothing {
        Nothing
    }
}

impl<F> NoFunction for &Scope<F> {}

/// What a function gives, of which one layer after the other is taken.
pub struct Given<V: ?Sized>(PhantomData<V>);

impl<V: ?Sized> Given<V> {
    const TYPE: Self = Self(PhantomData);
}

/// An `async fn`.
pub trait WithFuture<V>: Sized {
    /// What the future gives.
    fn awaited(self) -> Given<V> {
        Given::TYPE
    }
}

impl<F: Future> WithFuture<F::Output> for Given<F> {}

/// Anything else.
pub trait NoFuture<V>: Sized {
    /// The same.
    fn awaited(self) -> Given<V> {
        Given::TYPE
    }
}

impl<V> NoFuture<V> for &Given<V> {}

impl<V, E> Given<Result<V, E>> {
    /// What the `Result` is about.
    #[must_use]
    pub fn outcome(self) -> Given<V> {
        Given::TYPE
    }
}

/// Anything but a `Result`.
pub trait NoOutcome: Sized {
    /// The same.
    #[must_use]
    fn outcome(self) -> Self {
        self
    }
}

impl<V: ?Sized> NoOutcome for Given<V> {}

impl<V: ?Sized> Given<Arc<V>> {
    /// What it holds.
    #[must_use]
    pub fn shared(self) -> Given<V> {
        Given::TYPE
    }
}

impl<V: ?Sized> Given<Box<V>> {
    /// What it holds.
    #[must_use]
    pub fn shared(self) -> Given<V> {
        Given::TYPE
    }
}

/// Neither an `Arc` nor a `Box`.
pub trait NotShared: Sized {
    /// The same.
    #[must_use]
    fn shared(self) -> Self {
        self
    }
}

impl<V: ?Sized> NotShared for Given<V> {}

impl<V: ?Sized> Given<V> {
    /// Compiles if this is a `T`.
    pub fn gives<T: ?Sized>(self)
    where
        V: Gives<T>,
    {
    }
}

/// What a requirement of `dyn Trait` is given that does not implement the trait; the expansion has a trait for what does.
pub trait DoesNotImplement<V: ?Sized>: Sized {
    /// Compiles if this is a `T`, which cannot be, so that the error is the same as for other types.
    fn implements<T: ?Sized>(self)
    where
        V: Gives<T>,
    {
    }
}

impl<V: ?Sized> DoesNotImplement<V> for &Given<V> {}

/// What is not known.
pub struct Nothing;

impl Nothing {
    /// The same.
    #[must_use]
    pub fn awaited(self) -> Self {
        self
    }

    /// The same.
    #[must_use]
    pub fn outcome(self) -> Self {
        self
    }

    /// The same.
    #[must_use]
    pub fn shared(self) -> Self {
        self
    }

    /// Always compiles.
    pub fn gives<T: ?Sized>(self) {}

    /// Always compiles.
    pub fn implements<T: ?Sized>(self) {}
}
