//! One registry: lookup and query.

mod by_name;
mod generation;
mod keys;
mod primary;
mod query;
mod resolve;
mod slot;
mod versions;
mod view;

pub use keys::Keys;
pub use primary::{KeysOf, Primary};
pub use query::{Iter, Patterns};
pub(crate) use resolve::{Claim, Resolved, resolve};
pub use view::Index;

use crate::collect::Source;
use crate::collect::backend::Collected;
use crate::entry::{Entry, Instances};
use crate::error::{Duplicate, Error, NotFound, Problem, Problems};
use by_name::ByName;
use generation::Generations;
use slot::Slot;
use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;

/// What happens when two components have one name.
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

/// A state of a registry, by which it can be seen that something has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct State(usize);

/// A typed, named registry that fills itself: declare one with [`#[registry]`](macro@crate::registry).
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
    settings: Settings,
    primary: Option<Primary>,
    /// Without a destructor, which would be compiled into every crate that declares a registry: a static is never dropped.
    generations: ManuallyDrop<Generations<I, M>>,
    instances: ManuallyDrop<Instances<I>>,
}

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    pub(crate) const fn linked<R>(settings: Settings) -> Self
    where
        R: Collected<Item = I, Meta = M>,
    {
        Self::new(settings, Source::of::<R>())
    }

    const fn new(settings: Settings, source: Source<I, M>) -> Self {
        Self {
            item: PhantomData,
            settings,
            primary: None,
            generations: ManuallyDrop::new(Generations::new(source)),
            instances: ManuallyDrop::new(Instances::new()),
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

    /// The entry with this name or alias. Case matters.
    #[must_use]
    #[track_caller]
    pub fn get(&self, name: &str) -> Option<&'static Entry<I, M>> {
        if let Some(slot) = self.generations.indexed().and_then(|index| index.get(name)) {
            return Some(slot.entry());
        }
        self.index().get(name).map(Slot::entry)
    }

    /// The entry with this name or alias.
    ///
    /// # Errors
    /// [`NotFound`] with the nearest names and all names.
    #[track_caller]
    pub fn require(&self, name: &str) -> Result<&'static Entry<I, M>, NotFound> {
        self.get(name).ok_or_else(|| self.not_found(name))
    }

    /// Whether an entry has this name or alias.
    #[must_use]
    #[track_caller]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The shared instance of the component with this name or alias; see [`Entry::instance`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Inconsistent`], and those of [`Entry::instance`].
    pub fn instance(&self, name: &str) -> Result<&'static I, Error> {
        self.checked(name)?.instance(&self.instances)
    }

    /// A component of the caller's own; see [`Entry::create`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Inconsistent`], and those of [`Entry::create`].
    pub fn create(&self, name: &str) -> Result<Box<I>, Error> {
        self.checked(name)?.entry().create()
    }

    /// The number of entries.
    #[must_use]
    #[track_caller]
    pub fn len(&self) -> usize {
        self.index().slots().len()
    }

    /// Whether nothing is registered.
    #[must_use]
    #[track_caller]
    pub fn is_empty(&self) -> bool {
        self.index().slots().is_empty()
    }

    /// What a component lost its name to, under `keep_first` and `replace`; under `deny`, the names that are taken twice.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let problems = self.generations.current(&self.settings).problems();
        problems
            .iter()
            .filter_map(|problem| match problem {
                Problem::Duplicate(duplicate) => Some(duplicate.clone()),
                _ => None,
            })
            .collect()
    }

    /// Whether everything that was registered here is as its authors must have meant it: one test of it in the program
    /// finds what each plugin alone cannot see.
    ///
    /// # Errors
    /// Every [`Problem`]: duplicates under any policy, entries for another API version, failed replacements, and keys of a
    /// secondary registry that its primary has not.
    pub fn check(&self) -> Result<(), Problems> {
        let index = self.generations.current(&self.settings);
        let entries = index.slots().iter().map(|slot| (slot.entry().name(), slot.entry().registration()));
        let strays = self.primary.map(|primary| primary.strays(self.settings.kind, entries)).unwrap_or_default();
        Problems::none_of(index.problems().iter().cloned().chain(strays))
    }

    /// The index with all that has arrived.
    #[track_caller]
    fn index(&self) -> &ByName<I, M> {
        let index = self.generations.current(&self.settings);
        if let Err(problems) = index.usable() {
            panic!("{problems}");
        }
        index
    }

    pub(crate) fn settings(&self) -> Settings {
        self.settings
    }

    pub(crate) fn primary(&self) -> Option<Primary> {
        self.primary
    }

    /// Every name and alias that leads to an entry; nothing if the registry cannot be read.
    pub(crate) fn resolvable(&self) -> Option<Vec<&'static str>> {
        let index = self.generations.current(&self.settings);
        index.usable().is_ok().then(|| index.resolvable().collect())
    }

    /// Which state it is in: another one after each change.
    pub(crate) fn state(&self) -> State {
        State(std::ptr::from_ref(self.generations.current(&self.settings)).addr())
    }

    /// The entry with this name or alias, if the registry can be read.
    #[cfg(feature = "serde")]
    pub(crate) fn checked_entry(&self, name: &str) -> Result<&'static Entry<I, M>, Error> {
        self.checked(name).map(Slot::entry)
    }

    fn checked(&self, name: &str) -> Result<&'static Slot<I, M>, Error> {
        if let Some(slot) = self.generations.indexed().and_then(|index| index.get(name)) {
            return Ok(slot);
        }
        let index = self.generations.current(&self.settings);
        index.usable()?;
        index.get(name).ok_or_else(|| self.not_found(name).into())
    }

    /// The shared instance of `entry`, which need not be the one that has its name.
    pub(crate) fn instance_of(&self, entry: &'static Entry<I, M>) -> Result<&'static I, Error> {
        let slot = |index: &ByName<I, M>| index.get(entry.name()).filter(|slot| std::ptr::eq(slot.entry(), entry));
        let found = self.generations.indexed().and_then(slot);
        match found.or_else(|| slot(self.generations.current(&self.settings))) {
            Some(slot) => slot.instance(&self.instances),
            None => entry.shared(&self.instances).copied(),
        }
    }

    /// How many names come before `name`.
    pub(crate) fn place_of(&self, name: &str) -> usize {
        self.generations.current(&self.settings).slots().partition_point(|slot| slot.entry().name() < name)
    }

    #[track_caller]
    fn not_found(&self, name: &str) -> NotFound {
        let index = self.index();
        let names = index.slots().iter().map(|slot| slot.entry().name()).collect();
        NotFound::new(self.settings.kind, name, names, index.resolvable())
    }
}

impl<I: ?Sized, M> fmt::Debug for Registry<I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.generations.current(&self.settings).slots().iter().map(|slot| slot.entry().name());
        formatter
            .debug_struct("Registry")
            .field("kind", &self.settings.kind)
            .field("names", &names.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod instance_tests;
