//! What an entry holds.

use super::construction::Instances;
use crate::constructor::Constructed;
use std::any::TypeId;

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
    /// A constructor that was registered at run time.
    RunTime(&'static RunTime<I>),
}

/// A component that is there already. Apart, so that the entries of types, of which there are most, have less to be
/// evaluated.
pub struct Held<I: ?Sized + 'static> {
    /// The one shared instance.
    pub value: &'static I,
    /// Makes another; a static has no other.
    pub copy: Option<fn(&'static I) -> Box<I>>,
}

/// A constructor that was registered at run time.
pub struct RunTime<I: ?Sized + 'static> {
    pub(crate) construct: Box<dyn Fn() -> Constructed<I> + Send + Sync>,
    /// Its type, if that tells it from all others.
    pub(crate) identity: Option<TypeId>,
    /// Here, and not in a registry, because several may have the entry.
    pub(crate) instances: Instances<I>,
}
