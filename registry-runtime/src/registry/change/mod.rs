//! Changing a registry while the program runs.

mod arrivals;
mod batch;
mod draft;
#[cfg(feature = "dynamic")]
mod handed_over;
mod merge;
mod offer;
mod writing;

pub(super) use arrivals::take_arrivals;
#[cfg(feature = "dynamic")]
pub(crate) use handed_over::Arrival;
pub(super) use offer::{Component, Offer, plain_details};

use super::changes::Changes;
use super::generation::Generations;
use super::{Duplicates, NewEntry, Registry, Settings, Slot};
use crate::entry::Entry;
use crate::error::Refused;
use crate::metadata::DefaultMetadata;
use crate::name::{checked, fault};
use batch::{Batch, Party};
use draft::Draft;
use std::panic::Location;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use writing::Writing;

/// The right to write, and what is to be written to.
type Right<'a, I, M> = (Writing<'a, I, M>, Draft<I, M>);

/// Registries at run time. Needs the feature `std`.
///
/// What is registered at run time stays in memory for good, as what is linked does: a reader may hold an entry for as long as it
/// likes. So a registration takes a few hundred bytes that [`unregister`](Self::unregister) does not give back.
impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// An empty registry that belongs to the caller: nothing is linked into it, and the [`catalog`](crate::catalog) does not know
    /// it. What `#[registry]` would say, [`with_duplicates`](Self::with_duplicates) and [`with_api`](Self::with_api) say.
    ///
    /// # Panics
    /// If `kind` cannot be a name: empty, with white space or control characters, or longer than 128 bytes. For a `static` or `const`,
    /// that is a compile error.
    ///
    /// ```
    /// use registry_core::{Refused, Registry};
    /// use std::sync::Arc;
    ///
    /// let shapes: Registry<str> = Registry::new("shapes");
    /// shapes.register("square", Arc::from("4 corners"))?;
    /// shapes.register("circle", Arc::from("none"))?;
    ///
    /// assert_eq!(shapes.names().collect::<Vec<_>>(), ["circle", "square"]);
    /// assert_eq!(shapes.instance("square").unwrap(), "4 corners");
    /// # Ok::<(), Refused>(())
    /// ```
    #[must_use]
    pub const fn new(kind: &'static str) -> Self {
        let settings = Settings { kind: checked(kind), docs: "", api: "", duplicates: Duplicates::Deny };
        Self::with(settings, Generations::empty())
    }

    /// What happens when two components have one name; [`Duplicates::Deny`] if this is not said.
    #[must_use]
    pub const fn with_duplicates(mut self, policy: Duplicates) -> Self {
        self.settings.duplicates = policy;
        self
    }

    /// The API version that entries must declare, if they declare one.
    #[must_use]
    pub const fn with_api(mut self, version: &'static str) -> Self {
        self.settings.api = version;
        self
    }

    /// Refuses all changes from now on, but what arrives late from a library that is opened with other means than
    /// `dynamic::load`.
    pub fn lock(&self) {
        let _writing = self.writing();
        self.locked.store(true, Ordering::Release);
    }

    /// Allows changes again.
    pub fn unlock(&self) {
        let _writing = self.writing();
        self.locked.store(false, Ordering::Release);
    }

    /// Whether changes are refused.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Acquire)
    }

    /// A registry with the same entries that goes its own way from here; not locked. Tests swap a component in it, and nobody
    /// else sees that.
    ///
    /// The entries are the same ones, so a shared instance is built once for both; [`create`](Self::create) makes others. What
    /// arrives late, from a library that is loaded at run time, arrives in the original alone.
    ///
    /// Cost: constant for a registry that was not changed at run time, otherwise in the number of entries.
    ///
    /// ```
    /// use registry_core::{Refused, Registry, register, registry};
    /// use std::sync::Arc;
    ///
    /// trait Clock: Send + Sync {
    ///     fn hour(&self) -> u32;
    /// }
    ///
    /// #[registry]
    /// static CLOCKS: Registry<dyn Clock>;
    ///
    /// #[register(kind = "clocks")]
    /// #[derive(Default)]
    /// struct System;
    /// impl Clock for System {
    ///     fn hour(&self) -> u32 {
    ///         0 // asks the system
    ///     }
    /// }
    ///
    /// struct Noon;
    /// impl Clock for Noon {
    ///     fn hour(&self) -> u32 {
    ///         12
    ///     }
    /// }
    ///
    /// let clocks = CLOCKS.fork();
    /// clocks.replace("system", Arc::new(Noon))?;
    /// assert_eq!(clocks.instance("system").unwrap().hour(), 12);
    /// assert!(CLOCKS.require("system").unwrap().type_name().ends_with("System"));
    /// # Ok::<(), Refused>(())
    /// ```
    #[must_use]
    pub fn fork(&self) -> Self {
        let _writing = self.writing();
        let changes = self.changes.get();
        if let Some(changes) = changes {
            changes.take_arrivals(self);
        }
        let mut fork = Self::with(self.settings, self.generations.copy(&self.settings));
        fork.primary = self.primary;
        if let Some(changes) = changes {
            fork.changes.get_or_init(|| changes.copy());
        }
        fork
    }

    pub(super) fn writing(&self) -> Writing<'_, I, M> {
        Writing::of(self)
    }
}

impl<I: ?Sized + Sync + 'static, M: Sync + 'static> Registry<I, M> {
    /// Removes the entry with this name or alias, with all its names. Who has the entry keeps it.
    ///
    /// # Errors
    /// [`Refused::NotFound`], [`Refused::Locked`], [`Refused::Inconsistent`].
    pub fn unregister(&self, name: &str) -> Result<&'static Entry<I, M>, Refused> {
        let (_writing, draft) = self.write(|| format!("{name:?} stays"))?;
        let mut batch = Batch::new(draft, self.settings.kind, self.settings.duplicates);
        let holder = batch.holder(name).ok_or_else(|| self.not_found(name))?;
        for key in batch.changes().keys_of(holder.entry()) {
            batch.clear(key);
        }
        batch.finish(&self.changes);
        Ok(holder.entry())
    }

    /// Registers an object under `name`, with default metadata.
    ///
    /// The same object under the same name again is no change. Another one is judged by the registry's policy, where the first is
    /// the one that is there: it is refused, dropped (and [`duplicates`](Self::duplicates) tells), or takes the name. What comes
    /// back is the entry that has the name now.
    ///
    /// A function, a value that can be copied, a constructor, metadata, aliases and so on: [`new_entry`](Self::new_entry).
    ///
    /// Cost: constant on average, and a few hundred bytes for good. Readers never wait for it.
    ///
    /// # Errors
    /// [`Refused`], and nothing has changed.
    #[track_caller]
    pub fn register(&self, name: &str, component: Arc<I>) -> Result<&'static Entry<I, M>, Refused>
    where
        M: DefaultMetadata,
    {
        self.new_entry(name, M::defaults()).register(component)
    }

    /// Registers an object, with default metadata, in place of the entry that has this name or alias, and under all its names,
    /// whatever the policy. See [`NewEntry::replacing`] for all else.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if nothing has the name, [`Refused::Locked`], [`Refused::Inconsistent`].
    #[track_caller]
    pub fn replace(&self, name: &str, component: Arc<I>) -> Result<&'static Entry<I, M>, Refused>
    where
        M: DefaultMetadata,
    {
        self.new_entry(name, M::defaults()).replacing().register(component)
    }

    /// Begins an entry of which more is to be said than its name.
    #[track_caller]
    pub fn new_entry(&self, name: &str, meta: M) -> NewEntry<'_, I, M> {
        NewEntry::new(self, name, meta, Location::caller())
    }

    /// Registers what is offered.
    pub(super) fn offer(&self, mut offer: Offer<M>, component: Component<I>) -> Result<&'static Entry<I, M>, Refused> {
        self.check_names(&offer)?;
        self.check_api(&offer, &component)?;
        offer.name_once();
        let done = if offer.replacing { "replaced" } else { "registered" };
        loop {
            // components are compared by code of the user, which may use the registry: so not with the right to write
            let present = self.present(&offer.name)?;
            let is_no_change = !offer.replacing && present.is_some_and(|present| component.is_that_of(present));
            let (_writing, draft) = self.write(|| format!("{:?} is not {done}", offer.name))?;
            let holder = draft.changes().holder(&offer.name).map(|holder| holder.entry());
            if holder.map(ptr::from_ref) != present.map(ptr::from_ref) {
                continue;
            }
            return match present {
                Some(present) if is_no_change => Ok(present),
                None if offer.replacing => Err(self.not_found(&offer.name).into()),
                _ => self.judge(offer, component, present, draft),
            };
        }
    }

    /// Who has this name or alias now.
    fn present(&self, name: &str) -> Result<Option<&'static Entry<I, M>>, Refused> {
        self.complete()?;
        Ok(self.known_entry(name))
    }

    /// Accepts what is offered, or not, by the policy. The caller has the right to write.
    fn judge(
        &self,
        offer: Offer<M>,
        component: Component<I>,
        present: Option<&'static Entry<I, M>>,
        draft: Draft<I, M>,
    ) -> Result<&'static Entry<I, M>, Refused> {
        let replaced = present.filter(|_| offer.replacing);
        let mut batch = Batch::new(draft, self.settings.kind, self.settings.duplicates);
        let newcomer = Party { type_name: component.type_name(), origin: offer.origin() };
        if let Some(duplicate) = batch.denied(offer.names(), replaced, newcomer) {
            return Err(Refused::Taken(Box::new(duplicate)));
        }
        let kept = if replaced.is_none() { batch.keeper(&offer.name, newcomer) } else { None };
        if let Some(kept) = kept {
            batch.finish(&self.changes);
            return Ok(kept);
        }
        Ok(self.accept(offer, component, replaced, batch))
    }

    fn accept(
        &self,
        mut offer: Offer<M>,
        component: Component<I>,
        replaced: Option<&'static Entry<I, M>>,
        batch: Batch<I, M>,
    ) -> &'static Entry<I, M> {
        let (mut batch, changes) = batch.install(&self.changes);
        if let Some(replaced) = replaced {
            offer.take_names_of(replaced.name(), changes.keys_of(replaced));
        }
        let entry = offer.into_entry(&self.settings, component, changes, || changes.plain_details());
        let slot = Box::leak(Box::new(Slot::new(entry)));
        if let Some(replaced) = replaced {
            batch.hand_over(replaced, slot);
        }
        batch.take_in(slot, entry.aliases().iter().copied());
        batch.finish(&self.changes);
        entry
    }

    /// The right to write, unless the registry is locked or cannot be read. `what` does not happen if it is locked.
    fn write(&self, what: impl FnOnce() -> String) -> Result<Right<'_, I, M>, Refused> {
        let writing = self.writing();
        if self.is_locked() {
            return Err(Refused::Locked { kind: self.settings.kind, what: what() });
        }
        let draft = if let Some(changes) = self.changes.get() {
            changes.take_arrivals(self);
            changes.usable()?;
            Draft::Installed(changes.as_changes())
        } else {
            let generation = self.generations.current(&self.settings);
            generation.index.usable()?;
            Draft::New(Box::new(Changes::of(generation, self.settings.kind)))
        };
        Ok((writing, draft))
    }

    fn check_names(&self, offer: &Offer<M>) -> Result<(), Refused> {
        let faulty = offer.names().find_map(|name| Some((name, fault(name)?)));
        faulty.map_or(Ok(()), |(name, fault)| {
            Err(Refused::Name { kind: self.settings.kind, name: name.to_owned(), fault })
        })
    }

    fn check_api(&self, offer: &Offer<M>, component: &Component<I>) -> Result<(), Refused> {
        if self.settings.accepts(&offer.api) {
            return Ok(());
        }
        Err(Refused::ApiMismatch {
            kind: self.settings.kind,
            component: component.type_name(),
            origin: Box::new(offer.origin()),
            expected: self.settings.api,
            declared: offer.api.clone(),
        })
    }
}
