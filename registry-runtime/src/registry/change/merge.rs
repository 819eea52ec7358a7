//! Taking in the entries of another registry.

use super::super::{Claim, Duplicates, Registry, Slot};
use super::batch::{Batch, Party};
use crate::error::Refused;
use std::collections::BTreeMap;

impl<I: ?Sized + Sync + 'static, M: Sync + 'static> Registry<I, M> {
    /// Takes in the entries of another registry, with all that is known about them, under all their names. They become visible at
    /// once.
    ///
    /// `policy` decides between an entry that is here, which is the first, and another one of the same name. Under
    /// [`Duplicates::Deny`], nothing is taken in then. Entries for another version of this registry's API are kept out, and
    /// [`check`](Self::check) reports them.
    ///
    /// ```
    /// use registry_core::{Duplicates, Refused, Registry};
    /// use std::sync::Arc;
    ///
    /// let (ours, theirs) = (Registry::<u32>::new("limits"), Registry::<u32>::new("limits"));
    /// ours.register("large", Arc::new(512))?;
    /// theirs.new_entry("large", ()).docs("Theirs.").register_value(1024)?;
    /// theirs.new_entry("small", ()).docs("Small things.").register_value(8)?;
    ///
    /// assert!(ours.merge(&theirs, Duplicates::Deny).is_err());
    /// ours.merge(&theirs, Duplicates::KeepFirst)?;
    /// assert_eq!(*ours.instance("large").unwrap(), 512);
    /// assert_eq!(ours.require("small").unwrap().docs(), "Small things.");
    /// # Ok::<(), Refused>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused::Taken`] under `Deny`; [`Refused::Locked`]; [`Refused::Inconsistent`] if one of the two cannot be read.
    pub fn merge(&self, other: &Self, policy: Duplicates) -> Result<(), Refused> {
        other.complete()?;
        let newcomers = by_entry(other.keys());
        let (_writing, draft) = self.write(|| format!("nothing of \"{}\" is taken in", other.kind()))?;
        let mut batch = Batch::new(draft, self.kind(), policy);
        for (slot, keys) in newcomers {
            let entry = slot.entry();
            if let Some(problem) = Claim::of(entry, 0).api_mismatch(&self.settings) {
                batch.report(problem);
                continue;
            }
            if let Some(duplicate) = batch.denied(keys.iter().copied(), Some(entry), Party::of(entry)) {
                return Err(Refused::Taken(Box::new(duplicate)));
            }
            batch.take_in(slot, keys.into_iter().filter(|key| *key != entry.name()));
        }
        batch.finish(&self.changes);
        Ok(())
    }
}

/// An entry with all that leads to it.
type WithKeys<I, M> = (&'static Slot<I, M>, Vec<&'static str>);

/// The entries, sorted by name.
pub(super) fn by_entry<I: ?Sized, M>(
    keys: impl IntoIterator<Item = (&'static str, &'static Slot<I, M>)>,
) -> Vec<WithKeys<I, M>> {
    let mut sorted: BTreeMap<(&'static str, usize), WithKeys<I, M>> = BTreeMap::new();
    for (key, slot) in keys {
        let place = (slot.entry().name(), slot.entry().address());
        sorted.entry(place).or_insert((slot, Vec::new())).1.push(key);
    }
    let mut newcomers: Vec<_> = sorted.into_values().collect();
    for (_, keys) in &mut newcomers {
        keys.sort_unstable();
    }
    newcomers
}
