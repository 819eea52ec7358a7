//! What an entry holds.

use crate::constructor::Constructed;

/// A way to construct components, or the component itself.
pub enum Component<I: ?Sized + 'static> {
    /// A type by its `Default`. Apart from `Constructor`, because what cannot fail is less code.
    Default(fn() -> Box<I>),
    /// A type by another constructor, or a factory.
    Constructor(fn() -> Constructed<I>),
    /// A type or constructor that may take config.
    #[cfg(feature = "serde")]
    Configured(&'static crate::config::Configured<I>),
    /// A function, static or constant.
    Value(&'static Held<I>),
}

/// A component that is there already. Apart, so that the entries of types, of which there are most, have less to be
/// evaluated.
pub struct Held<I: ?Sized + 'static> {
    /// The one shared instance.
    pub value: &'static I,
    /// Makes another; a static has no other.
    pub copy: Option<fn(&'static I) -> Box<I>>,
}
