//! Changing a registry while the program runs.

mod arrivals;
mod batch;
mod merge;
mod offer;

pub(super) use offer::{Component, Offer};

use super::changes::Changes;
use super::generation::Generations;
use super::{Duplicates, NewEntry, Registry, Settings, Slot};
use crate::entry::Entry;
use crate::error::Refused;
use crate::metadata::DefaultMetadata;
use crate::name::fault;
use batch::{Batch, Party};
use std::panic::Location;
use std::sync::{Arc, MutexGuard, PoisonError};

/// Registries at run time.
///
/// What is registered at run time stays in memory for good, as what is linked does: a reader may hold an entry for as long as it
/// likes. So a registration takes a few hundred bytes that [`unregister`](Self::unregister) does not give back.
impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// An empty registry that belongs to the caller: nothing is linked into it, and the [`catalog`](crate::catalog) does not know
    /// it. What `#[registry]` would say, [`with_duplicates`](Self::with_duplicates) and [`with_api`](Self::with_api) say.
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
        let settings = Settings { kind, docs: "", api: "", duplicates: Duplicates::Deny };
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

    /// Removes the entry with this name or alias, with all its names. Who has the entry keeps it.
    ///
    /// # Errors
    /// [`Refused::NotFound`], [`Refused::Locked`], [`Refused::Inconsistent`].
    pub fn unregister(&self, name: &str) -> Result<&'static Entry<I, M>, Refused> {
        let (_writing, changes) = self.write(|| format!("{name:?} stays"))?;
        let holder = changes.holder(name).ok_or_else(|| self.not_found(name))?;
        let keys = changes.keys_of(holder.entry());
        changes.write(keys.into_iter().map(|key| (key, None)));
        Ok(holder.entry())
    }

    /// Refuses all changes from now on.
    pub fn lock(&self) {
        *self.writing() = true;
    }

    /// Allows changes again.
    pub fn unlock(&self) {
        *self.writing() = false;
    }

    /// Whether changes are refused.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        *self.writing()
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
    ///         unimplemented!("asks the system")
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
        // whether it can be read, whoever reads the fork learns
        let _ = self.complete_as_writer();
        let mut fork = Self::with(self.settings, self.generations.copy(&self.settings));
        fork.primary = self.primary;
        if let Some(changes) = self.changes.get() {
            fork.changes.get_or_init(|| changes.copy());
        }
        fork
    }

    /// Only one thread writes at a time.
    fn writing(&self) -> MutexGuard<'_, bool> {
        self.locked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The right to write, unless the registry is locked or cannot be read. `what` does not happen if it is locked.
    fn write(&self, what: impl FnOnce() -> String) -> Result<(MutexGuard<'_, bool>, &'static Changes<I, M>), Refused> {
        let writing = self.writing();
        if *writing {
            return Err(Refused::Locked { kind: self.settings.kind, what: what() });
        }
        self.complete_as_writer()?;
        let changes = self.changes.get_or_init(|| Changes::leaked(self.generations.current(&self.settings)));
        Ok((writing, changes))
    }
}

impl<I: ?Sized + Sync + 'static, M: Sync + 'static> Registry<I, M> {
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
        for name in [&offer.name].into_iter().chain(&offer.aliases) {
            if let Some(fault) = fault(name) {
                return Err(Refused::Name { kind: self.settings.kind, name: name.clone(), fault });
            }
        }
        self.check_api(&offer, &component)?;
        let done = if offer.replacing { "replaced" } else { "registered" };
        let (_writing, changes) = self.write(|| format!("{:?} is not {done}", offer.name))?;
        let present = changes.holder(&offer.name).map(|holder| holder.entry());
        if let Some(present) = present.filter(|present| component.is_that_of(present)) {
            return Ok(present);
        }
        let replaced = match (offer.replacing, present) {
            (true, None) => return Err(self.not_found(&offer.name).into()),
            (true, replaced) => replaced,
            (false, _) => None,
        };
        let mut batch = Batch::new(changes, self.settings.kind, self.settings.duplicates);
        let newcomer = Party { type_name: component.type_name(), origin: offer.origin() };
        let keys = [&offer.name].into_iter().chain(&offer.aliases).map(String::as_str);
        if let Some(duplicate) = batch.denied(keys, replaced, newcomer) {
            return Err(Refused::Taken(Box::new(duplicate)));
        }
        if replaced.is_none() {
            if let Some(kept) = batch.keeper(&offer.name, newcomer) {
                batch.finish();
                return Ok(kept);
            }
        }
        if let Some(replaced) = replaced {
            offer.take_names_of(replaced.name(), changes.keys_of(replaced));
        }
        let entry = offer.into_entry(&self.settings, component, changes);
        let slot = Box::leak(Box::new(Slot::new(entry)));
        if let Some(replaced) = replaced {
            batch.hand_over(replaced, slot);
        }
        batch.insert(slot, entry.aliases().iter().copied());
        batch.finish();
        Ok(entry)
    }

    fn check_api(&self, offer: &Offer<M>, component: &Component<I>) -> Result<(), Refused> {
        let expected = self.settings.api;
        if offer.api.is_empty() || expected.is_empty() || offer.api == expected {
            return Ok(());
        }
        Err(Refused::ApiMismatch {
            kind: self.settings.kind,
            component: component.type_name(),
            origin: Box::new(offer.origin()),
            expected,
            declared: offer.api.clone(),
        })
    }
}
