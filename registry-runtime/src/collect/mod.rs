//! How registrations reach the registries: the only place that knows the backends.
//!
//! A backend offers
//! - `rows::<R>()`: every collected row of the registry whose row type is `R`, in no particular order;
//! - `mark::<R>()`: a number that changes when rows arrive later;
//! - the macros `__collect!`, once for each registry, and `submit!`, once for each registration, around a reference to its row;
//! - `submit_registry!`, once for each registry, around what the catalog needs of it.

mod expansion;
#[cfg(feature = "dynamic")]
mod handed_over;
mod mark;
mod shared;

// linkme does not support WebAssembly, and with the GNU linker for Windows it loses rows without a word: inventory steps in
#[cfg(any(
    all(feature = "inventory", not(feature = "linkme")),
    all(feature = "linkme", any(target_family = "wasm", all(windows, target_env = "gnu")))
))]
#[path = "inventory.rs"]
pub(crate) mod backend;
#[cfg(all(feature = "linkme", not(any(target_family = "wasm", all(windows, target_env = "gnu")))))]
#[path = "linkme.rs"]
pub(crate) mod backend;
#[cfg(not(any(feature = "inventory", feature = "linkme")))]
compile_error!("registry-core needs a backend: enable its feature `inventory` (the default) or `linkme`");

#[cfg(all(target_family = "wasm", any(target_os = "unknown", target_os = "none")))]
mod constructors;

use crate::entry::{Entry, LinkedWith};
use crate::metadata::MetadataValue;
use crate::registry::Registry;
use alloc::vec::Vec;
#[cfg(feature = "dynamic")]
use handed_over::HandedOver;
#[cfg(feature = "std")]
pub(crate) use mark::KeptMark;
pub(crate) use mark::Mark;

/// Gives each field of the metadata.
#[doc(hidden)]
pub type ReadFields<M> = fn(&M) -> Vec<(&'static str, MetadataValue)>;

/// What the backend collects: one row for each registration, which is its entry. `#[registry]` implements it for a type of the static's
/// name: the compiler takes less time for statics of such a type than of `Entry`, which is generic.
#[doc(hidden)]
pub trait Row: Sync + Sized + 'static {
    /// What the registry holds.
    type Item: ?Sized + 'static;
    /// The metadata of its entries.
    type Meta: 'static;
    /// The registry of these rows.
    const REGISTRY: fn() -> &'static Registry<Self::Item, Self::Meta>;
    /// The same, as an entry has it.
    const OF_ENTRY: LinkedWith<Self::Item, Self::Meta> = || Some((Self::REGISTRY)());
    /// What is in the fields of the metadata.
    const FIELDS: ReadFields<Self::Meta>;
    /// The registration.
    fn entry(&self) -> &Entry<Self::Item, Self::Meta>;
}

/// Runs the constructors of the program where no system does: on WebAssembly for browsers and the like, which is
/// `wasm32-unknown-unknown`. Everywhere else, and after the first call, it does nothing.
///
/// Registries do this at their first read, so programs that only need their own registries need not call it. One that also depends
/// on constructors of others, such as other users of the crate `inventory`, calls it first: as `registry-core` takes care of
/// constructors, the linker does not.
///
/// ```
/// registry_core::initialize();
/// ```
pub fn initialize() {
    #[cfg(all(target_family = "wasm", any(target_os = "unknown", target_os = "none")))]
    constructors::run();
}

/// The entry at this address: rustc has had linkers for WebAssembly accept what nobody defines, and take the address zero for it.
///
/// # Safety
/// If it is another address, an entry is there.
#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[allow(unsafe_code)]
#[must_use]
pub unsafe fn linked_entry<E>(entry: *const E, name: &str) -> &'static E {
    // the compiler knows that statics have addresses other than zero
    let entry = core::hint::black_box(entry);
    // SAFETY: the caller promises it.
    let entry = unsafe { entry.as_ref() };
    entry.unwrap_or_else(|| panic!("`entry!` found nothing that registers {name:?}"))
}

/// Where a registry gets its entries from.
pub(crate) struct Source<I: ?Sized + 'static, M: 'static> {
    entries: fn(&mut dyn FnMut(&'static Entry<I, M>)),
    mark: fn() -> usize,
    #[cfg(feature = "dynamic")]
    handed_over: HandedOver<I, M>,
}

impl<I: ?Sized + 'static, M: 'static> Source<I, M> {
    pub(crate) const fn of<R>() -> Self
    where
        R: backend::Collected + Row<Item = I, Meta = M>,
    {
        Self::with(entries::<R>, backend::mark::<R>)
    }

    const fn with(entries: fn(&mut dyn FnMut(&'static Entry<I, M>)), mark: fn() -> usize) -> Self {
        Self {
            entries,
            mark,
            #[cfg(feature = "dynamic")]
            handed_over: HandedOver::NOTHING,
        }
    }

    /// A source for tests, without a backend.
    #[cfg(test)]
    pub(crate) const fn test(entries: fn(&mut dyn FnMut(&'static Entry<I, M>)), mark: fn() -> usize) -> Self {
        Self::with(entries, mark)
    }

    /// All entries that have arrived, in no particular order.
    pub(crate) fn entries(&self) -> Vec<&'static Entry<I, M>> {
        // enough for most registries: to grow takes as long as some entries
        let mut entries = Vec::with_capacity(128);
        (self.entries)(&mut |entry| entries.push(entry));
        #[cfg(feature = "dynamic")]
        entries.extend(self.handed_over.entries());
        entries
    }

    /// Adds entries that the backend does not see.
    #[cfg(feature = "dynamic")]
    pub(crate) fn hand_over(&self, entries: Vec<&'static Entry<I, M>>) {
        self.handed_over.add(entries);
    }

    /// Changes when entries arrive.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            collected: (self.mark)(),
            #[cfg(feature = "dynamic")]
            handed_over: self.handed_over.times(),
        }
    }
}

/// A plain loop, because this is compiled into every crate that declares a registry.
fn entries<R: backend::Collected>(take: &mut dyn FnMut(&'static Entry<R::Item, R::Meta>)) {
    for row in backend::rows::<R>() {
        take(row.entry());
    }
}
