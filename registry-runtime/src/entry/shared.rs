//! What is constructed once, and what comes of it, whether others wait for it or not.

/// The entry that is being constructed.
#[derive(Clone, Copy)]
pub(super) struct Key {
    /// Entries never move: the address tells them apart.
    pub(super) address: usize,
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
}

/// A reference to the reference, which is thin also where `I` has no size.
pub(crate) type Shared<I> = &'static &'static I;
