//! One registry: lookup, query and run-time changes.

mod appended;
mod by_name;
#[cfg(feature = "std")]
mod change;
mod changed;
#[cfg(feature = "std")]
mod changes;
mod generation;
mod key;
mod keys;
mod listing;
#[cfg(feature = "std")]
mod load;
#[cfg(feature = "std")]
mod load_report;
mod lookup;
#[cfg(feature = "std")]
mod new_entry;
mod overdue;
mod places;
mod primary;
mod query;
mod resolve;
mod slot;
mod sorted;
mod view;
mod warning;
#[cfg(not(feature = "std"))]
mod without_std;

#[cfg(feature = "dynamic")]
pub(crate) use change::Arrival;
pub use key::Key;
pub use keys::Keys;
#[cfg(feature = "std")]
pub use load_report::LoadReport;
#[cfg(feature = "std")]
pub use new_entry::NewEntry;
pub use primary::{KeysOf, Primary};
pub use query::{Iter, Patterns};
pub(crate) use resolve::{Claim, Resolved, resolve};
pub use view::Index;

use crate::collect::Source;
use crate::collect::backend::Collected;
use crate::entry::{Entry, Instances};
use crate::error::{Duplicate, Error, Problem, Problems};
use crate::once::OnceLock;
use alloc::vec::Vec;
use by_name::ByName;
use changed::Changed;
use core::fmt;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use generation::Generations;
use listing::Listing;
use slot::Slot;
#[cfg(feature = "std")]
use std::sync::{Mutex, atomic::AtomicBool};

/// What happens when two components have one name. At run time, the first is the one that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Duplicates {
    /// An error: from the compiler inside a crate and from the linker across crates where the name is a literal or derived,
    /// at the first use otherwise. The compiler sees it when it generates code: `cargo build`, not `cargo check`.
    Deny,
    /// The first by [`Origin`](crate::Origin) keeps the name.
    KeepFirst,
    /// The last by [`Origin`](crate::Origin) takes the name.
    Replace,
}

/// What `#[registry]` says about a registry. Not public API.
#[allow(missing_docs, reason = "named for the arguments of `#[registry]`")]
#[derive(Clone, Copy)]
pub struct Settings {
    pub kind: &'static str,
    pub docs: &'static str,
    /// empty: none declared
    pub api: &'static str,
    pub duplicates: Duplicates,
}

impl Settings {
    /// Whether what declares this API version belongs here. Undeclared is accepted.
    fn accepts(&self, declared: &str) -> bool {
        declared.is_empty() || self.api.is_empty() || declared == self.api
    }
}

/// A state of a registry, by which it can be seen that something has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    /// The address of what the linker collected, as long as there are no changes at run time.
    generation: usize,
    /// How many there are.
    changes: usize,
}

/// A typed, named registry that fills itself: declare one with `#[registry]`.
///
/// `I` is what it holds: `dyn Trait`, a function pointer, or any value type that is `Sync`. `M` is the
/// [metadata](crate::Metadata) of its entries.
///
/// A registry collects its entries at its first use; reading one never waits for another thread afterwards. Entries that
/// arrive later, from a library that is loaded at run time (backend `inventory`), are noticed by the next listing, count or miss.
///
/// # Panics
///
/// Registrations that contradict each other in a way that neither compiler nor linker could see (the same name twice under
/// `duplicates = "deny"`, where at least one is a `const` expression or an alias; a `replaces` whose component does not have
/// the name) are an error of the program. [`check`](Self::check) and [`duplicates`](Self::duplicates) report it,
/// [`instance`](Self::instance) and [`create`](Self::create) return it, and every other read panics with it.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// pub trait Greeter: Send + Sync {
///     fn greet(&self, name: &str) -> String;
/// }
///
/// #[registry(kind = "greeters")]
/// pub static GREETERS: Registry<dyn Greeter>;
///
/// /// Plain English.
/// #[register(kind = "greeters", name = "english")]
/// #[derive(Default)]
/// struct English;
///
/// impl Greeter for English {
///     fn greet(&self, name: &str) -> String {
///         format!("Hello, {name}!")
///     }
/// }
///
/// assert_eq!(GREETERS.instance("english")?.greet("Ada"), "Hello, Ada!");
/// # Ok::<(), registry_core::Error>(())
/// ```
pub struct Registry<I: ?Sized + 'static, M: 'static = ()> {
    /// First, so that the compiler says of an `I` that is not `Sync` just that.
    item: PhantomData<&'static I>,
    /// So that a registry is only `Sync` where its entries are: `__share!` counts on that.
    entries: PhantomData<&'static Entry<I, M>>,
    settings: Settings,
    primary: Option<Primary>,
    /// Without a destructor, which would be compiled into every crate that declares a registry: a static is never dropped.
    generations: ManuallyDrop<Generations<I, M>>,
    instances: ManuallyDrop<Instances<I>>,
    #[cfg(feature = "std")]
    locked: AtomicBool,
    /// Held by who changes it at run time.
    #[cfg(feature = "std")]
    writing: Mutex<()>,
    /// What was changed at run time, if anything was.
    changes: OnceLock<&'static dyn Changed<I, M>>,
    /// In a library that was loaded: the program's registry, which has taken in the entries of this one.
    #[cfg(feature = "dynamic")]
    host: OnceLock<&'static Self>,
}

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    pub(crate) const fn linked<R>(settings: Settings) -> Self
    where
        R: Collected<Item = I, Meta = M>,
    {
        Self::with(settings, Generations::new(Source::of::<R>()))
    }

    const fn with(settings: Settings, generations: Generations<I, M>) -> Self {
        Self {
            item: PhantomData,
            entries: PhantomData,
            settings,
            primary: None,
            generations: ManuallyDrop::new(generations),
            instances: ManuallyDrop::new(Instances::new()),
            #[cfg(feature = "std")]
            locked: AtomicBool::new(false),
            #[cfg(feature = "std")]
            writing: Mutex::new(()),
            changes: OnceLock::new(),
            #[cfg(feature = "dynamic")]
            host: OnceLock::new(),
        }
    }

    pub(crate) const fn secondary_of(mut self, primary: Primary) -> Self {
        self.primary = Some(primary);
        self
    }

    /// The name of the registry, as in `kind = "metrics"`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.settings.kind
    }

    /// The doc comment of the static.
    #[must_use]
    pub fn docs(&self) -> &'static str {
        self.settings.docs
    }

    /// The API version that entries must declare, if they declare one.
    #[must_use]
    pub fn api(&self) -> Option<&'static str> {
        Some(self.settings.api).filter(|api| !api.is_empty())
    }

    /// The number of entries.
    #[must_use]
    #[track_caller]
    pub fn len(&self) -> usize {
        self.readable();
        match self.changes.get() {
            None => self.index().len(),
            Some(changes) => changes.len(),
        }
    }

    /// Whether nothing is registered.
    #[must_use]
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a component lost its name to, under `keep_first` and `replace`; under `deny`, the names that are taken twice.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let duplicate = |problem| match problem {
            Problem::Duplicate(duplicate) => Some(duplicate),
            _ => None,
        };
        self.problems().into_iter().filter_map(duplicate).collect()
    }

    /// Whether everything that was registered here is as its authors must have meant it: one test of it in the program
    /// finds what each plugin alone cannot see.
    ///
    /// # Errors
    /// Every [`Problem`]: duplicates under any policy, entries for another API version, failed replacements, deprecated entries that
    /// should be gone by now, and keys of a secondary registry that its primary has not.
    pub fn check(&self) -> Result<(), Problems> {
        let problems = self.problems();
        let listing = self.listing();
        let entries = listing.iter().map(|entry| (entry.name(), entry.registration()));
        let strays = self.primary.map(|primary| primary.strays(self.settings.kind, entries)).unwrap_or_default();
        Problems::none_of(problems.into_iter().chain(strays))
    }

    /// Takes in what has arrived.
    #[track_caller]
    fn readable(&self) {
        if let Err(problems) = self.complete() {
            panic!("{problems}");
        }
    }

    /// Takes in what has arrived; the error if the registry cannot be read.
    fn complete(&self) -> Result<(), Problems> {
        match self.changes.get() {
            None => self.index().usable(),
            Some(changes) => {
                if self.generations.arrived_since(changes.mark()) {
                    #[cfg(feature = "std")]
                    let _writing = self.writing();
                    changes.take_arrivals(self);
                }
                changes.usable()
            }
        }
    }

    /// What the linker has collected.
    fn index(&self) -> &'static ByName<I, M> {
        self.generations.current(&self.settings).index
    }

    fn problems(&self) -> Vec<Problem> {
        // whether the registry can be read, its problems tell
        let _ = self.complete();
        match self.changes.get() {
            None => self.index().problems().to_vec(),
            Some(changes) => changes.problems(),
        }
    }

    /// The entries, sorted by name.
    fn listing(&self) -> Listing<I, M> {
        match self.changes.get() {
            None => Listing::Linked(self.index()),
            Some(changes) => Listing::Changed(changes.listing()),
        }
    }

    /// Every name and alias.
    fn keys(&self) -> Vec<(&'static str, &'static Slot<I, M>)> {
        match self.changes.get() {
            None => self.index().keys().collect(),
            Some(changes) => changes.keys(),
        }
    }

    /// What there is now, if it is not just what the linker collected.
    pub(crate) fn changed(&self) -> Option<Snapshot<I, M>> {
        let changes = self.changes.get()?;
        let problems = self.problems();
        let (listing, by_name) = changes.picture();
        Some(Snapshot { entries: listing.iter().map(|slot| slot.entry()).collect(), by_name, problems })
    }

    /// All that the linker collected, in no particular order.
    pub(crate) fn arrived(&self) -> Vec<&'static Entry<I, M>> {
        self.generations.arrived()
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings
    }

    pub(crate) fn primary(&self) -> Option<Primary> {
        self.primary
    }

    /// Every name and alias that leads to an entry; nothing if the registry cannot be read.
    pub(crate) fn resolvable(&self) -> Option<Vec<&'static str>> {
        self.complete().ok()?;
        Some(self.keys().into_iter().map(|(key, _)| key).collect())
    }

    /// Which state it is in: another one after each change.
    pub(crate) fn state(&self) -> State {
        match self.changes.get() {
            None => State { generation: core::ptr::from_ref(self.index()).addr(), changes: 0 },
            Some(changes) => {
                let _ = self.complete();
                State { generation: 0, changes: changes.state() }
            }
        }
    }

    /// The entry with this name or alias, if the registry can be read.
    #[cfg(feature = "serde")]
    pub(crate) fn checked_entry(&self, name: &str) -> Result<&'static Entry<I, M>, Error> {
        self.checked(name, Self::known_entry)
    }

    /// The shared instances of the entries that were linked with this registry.
    pub(crate) fn instances(&self) -> &Instances<I> {
        &self.instances
    }

    /// The shared instance of `entry`, which need not be the one that has its name.
    pub(crate) fn instance_of(&self, entry: &'static Entry<I, M>) -> Result<&'static I, Error> {
        let slot = || self.known(entry.name()).filter(|slot| core::ptr::eq(slot.entry(), entry));
        let known = slot().or_else(|| {
            // an entry of a registry that cannot be read has its instance all the same
            let _ = self.complete();
            slot()
        });
        match known {
            Some(slot) => slot.instance(),
            None => entry.shared().copied(),
        }
    }

    /// How many names come before `name`.
    pub(crate) fn place_of(&self, name: &str) -> usize {
        let home = self.home();
        let _ = home.complete();
        home.listing().place_of(name)
    }

    /// Where the entries that were linked with this registry are listed.
    #[cfg(feature = "dynamic")]
    fn home(&self) -> &Self {
        self.host.get().copied().unwrap_or(self)
    }

    /// Where the entries that were linked with this registry are listed.
    #[cfg(not(feature = "dynamic"))]
    fn home(&self) -> &Self {
        self
    }
}

/// A registry that was changed at run time, at the moment.
pub(crate) struct Snapshot<I: ?Sized + 'static, M: 'static> {
    /// Sorted by name.
    pub(crate) entries: Vec<&'static Entry<I, M>>,
    /// The places of names and aliases.
    pub(crate) by_name: Vec<(&'static str, usize)>,
    pub(crate) problems: Vec<Problem>,
}

impl<I: ?Sized, M> fmt::Debug for Registry<I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let _ = self.complete();
        let listing = self.listing();
        let names: Vec<_> = listing.iter().map(Entry::name).collect();
        formatter
            .debug_struct("Registry")
            .field("kind", &self.settings.kind)
            .field("names", &names)
            .finish_non_exhaustive()
    }
}

#[cfg(all(test, feature = "std"))]
mod arrival_tests;
#[cfg(test)]
mod instance_tests;
#[cfg(test)]
mod testing;
