//! Without the feature `std`: calls of what needs it are errors that say so, and not that there is no such method.

use super::{Duplicates, Registry};
use crate::entry::Entry;
use crate::error::{Error, Problems};

/// Implemented for nothing.
#[diagnostic::on_unimplemented(
    message = "this needs the feature `std` of `registry-core`",
    label = "this `{Self}` is without it",
    note = "add `std` to the features of `registry-core`, or leave `default-features` on"
)]
pub trait WithStd {}

/// Methods that stand for those of the same names.
macro_rules! methods_with_std {
    ($($method:ident $(<$type:ident>)? ($($argument:ty),*) -> $output:ty;)*) => {
        #[doc(hidden)]
        #[allow(
            missing_docs,
            clippy::missing_errors_doc,
            clippy::must_use_candidate,
            clippy::return_self_not_must_use,
            reason = "they cannot be called"
        )]
        impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {$(
            pub fn $method $(<$type>)? (&self, $(_: $argument),*) -> $output
            where
                Self: WithStd,
            {
                unreachable!("nothing is `WithStd`")
            }
        )*}
    };
}

methods_with_std! {
    with_duplicates(Duplicates) -> Self;
    with_api(&'static str) -> Self;
    lock() -> ();
    unlock() -> ();
    is_locked() -> bool;
    fork() -> Self;
    register<C>(&str, C) -> Result<&'static Entry<I, M>, Error>;
    replace<C>(&str, C) -> Result<&'static Entry<I, M>, Error>;
    unregister(&str) -> Result<&'static Entry<I, M>, Error>;
    new_entry(&str, M) -> &Self;
    merge(&Self, Duplicates) -> Result<(), Error>;
    load_all() -> Problems;
}

#[doc(hidden)]
#[allow(missing_docs, reason = "it cannot be called")]
impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    #[must_use]
    pub const fn new(_: &'static str) -> Self
    where
        Self: WithStd,
    {
        unreachable!()
    }
}
