//! What an entry holds.

use super::construction::Instances;
use super::shared::Shared;
use crate::constructor::Constructed;
use crate::error::Error;
use alloc::boxed::Box;
use core::any::TypeId;
use core::panic::AssertUnwindSafe;
use once_cell::race::OnceRef;

/// A way to construct components, or the component itself.
pub enum Component<I: ?Sized + 'static> {
    /// A type by its `Default`. Apart from `Constructor`, because what cannot fail is less code.
    Default(fn() -> Box<I>),
    /// A type by another constructor, or a factory.
    Constructor(fn() -> Constructed<I>),
    /// A type or constructor that may take config.
    #[cfg(feature = "serde")]
    Configured(&'static crate::config::Configured<I>),
    /// A function, static or constant: the one shared instance, and what makes another; a static has no other.
    Value(&'static I, fn(&'static I) -> Option<Box<I>>),
    /// A constructor that was registered at run time.
    RunTime(&'static RunTime<I>),
}

/// A constructor that was registered at run time.
pub struct RunTime<I: ?Sized + 'static> {
    /// Asserted, so that an entry of values stays `UnwindSafe`: what a panic leaves behind in it, it alone sees.
    construct: AssertUnwindSafe<Box<dyn Fn() -> Constructed<I> + Send + Sync>>,
    /// Its type, if that tells it from all others.
    pub(crate) identity: Option<TypeId>,
    /// Here, and not in a registry, because several may have the entry.
    instances: Instances<I>,
    /// A copy, for reads without a lock.
    shared: AssertUnwindSafe<OnceRef<'static, &'static I>>,
}

impl<I: ?Sized> RunTime<I> {
    pub(crate) fn new(construct: Box<dyn Fn() -> Constructed<I> + Send + Sync>, identity: Option<TypeId>) -> Self {
        let shared = AssertUnwindSafe(OnceRef::new());
        Self { construct: AssertUnwindSafe(construct), identity, instances: Instances::new(), shared }
    }

    pub(crate) fn construct(&self) -> Constructed<I> {
        (self.construct.0)()
    }

    /// The shared instance, which `find` looks up or makes.
    pub(crate) fn shared(
        &self,
        find: impl FnOnce(&Instances<I>) -> Result<Shared<I>, Error>,
    ) -> Result<Shared<I>, Error> {
        match self.shared.get() {
            Some(shared) => Ok(shared),
            None => find(&self.instances).map(|shared| self.shared.get_or_init(|| shared)),
        }
    }
}
