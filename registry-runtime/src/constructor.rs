//! How components are constructed: `Default`, or a function of one of four shapes.
//!
//! The shapes (`T`, `Box<dyn Trait>` or a `Result` of either) are told apart by method probing: an inherent method comes
//! before one of a trait, and a trait of the value before one of a reference to it.

use crate::collect::Row;
use crate::error::BoxError;
use alloc::boxed::Box;
use core::marker::PhantomData;

/// What a constructor gives to the registry.
pub type Constructed<I> = Result<Box<I>, BoxError>;

/// A registry of `dyn Trait` accepts every `T` that implements the trait; `#[registry]` implements this for its row type.
#[diagnostic::on_unimplemented(
    message = "the registry `{Self}` does not accept `{T}`",
    label = "`{T}` does not implement the trait of the registry"
)]
pub trait Accepts<T>: Row {
    /// A component in its box.
    fn boxed(component: T) -> Box<Self::Item>;
}

/// A type that can be constructed without being told how.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no constructor",
    label = "`Default` is not implemented for `{Self}`",
    note = "derive or implement `Default`, or name a constructor on its own `#[register(..)]`: `new = {Self}::build`"
)]
pub trait DefaultConstructor: Default {}

#[diagnostic::do_not_recommend]
impl<T: Default> DefaultConstructor for T {}

/// An error that a constructor can return.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a constructor can return",
    note = "it must implement `std::error::Error + Send + Sync`, or be a `String` or `Box<dyn Error + Send + Sync>`"
)]
pub trait ConstructorError {
    /// The error in its box.
    fn into_box(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> ConstructorError for E {
    fn into_box(self) -> BoxError {
        self.into()
    }
}

/// The type of what a constructor returned, for the registry with row type `R`.
pub struct Returned<R, V>(PhantomData<fn() -> (R, V)>);

impl<R, V> Returned<R, V> {
    /// The type of `value`.
    #[must_use]
    pub fn of(_: &V) -> Self {
        Self(PhantomData)
    }
}

impl<R: Row> Returned<R, Box<R::Item>> {
    /// `Box<dyn Trait>`
    ///
    /// # Errors
    /// Never.
    pub fn construct(self, value: Box<R::Item>) -> Constructed<R::Item> {
        Ok(value)
    }
}

impl<R: Row, E> Returned<R, Result<Box<R::Item>, E>> {
    /// `Result<Box<dyn Trait>, E>`
    ///
    /// # Errors
    /// That of the constructor.
    pub fn construct(self, value: Result<Box<R::Item>, E>) -> Constructed<R::Item>
    where
        E: ConstructorError,
    {
        value.map_err(ConstructorError::into_box)
    }
}

/// `Result<T, E>`
pub trait ResultReturn<R: Row, V, E> {
    /// # Errors
    /// That of the constructor.
    fn construct(self, value: Result<V, E>) -> Constructed<R::Item>
    where
        R: Accepts<V>,
        E: ConstructorError;
}

impl<R: Row, V, E> ResultReturn<R, V, E> for Returned<R, Result<V, E>> {
    fn construct(self, value: Result<V, E>) -> Constructed<R::Item>
    where
        R: Accepts<V>,
        E: ConstructorError,
    {
        value.map(R::boxed).map_err(ConstructorError::into_box)
    }
}

/// `T`
pub trait PlainReturn<R: Row, V> {
    /// # Errors
    /// Never.
    fn construct(self, value: V) -> Constructed<R::Item>
    where
        R: Accepts<V>;
}

impl<R: Row, V> PlainReturn<R, V> for &Returned<R, V> {
    fn construct(self, value: V) -> Constructed<R::Item>
    where
        R: Accepts<V>,
    {
        Ok(R::boxed(value))
    }
}
