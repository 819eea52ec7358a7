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
    Value {
        /// The one shared instance.
        value: &'static I,
        /// Makes another; a static has no other.
        copy: Option<fn(&'static I) -> Box<I>>,
    },
}
