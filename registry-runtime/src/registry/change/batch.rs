//! Several names that change at once, judged by a policy.

use super::super::by_name::fatal;
use super::super::changed::Changed;
use super::super::changes::{Changes, Holder, Value};
use super::super::{Duplicates, Slot};
use super::draft::Draft;
use crate::entry::{Entry, Origin};
use crate::error::{Duplicate, Problem, Problems};
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::ptr;
use std::sync::OnceLock;

/// What readers do not see yet.
pub(super) struct Batch<I: ?Sized + 'static, M: 'static> {
    draft: Draft<I, M>,
    kind: &'static str,
    policy: Duplicates,
    values: BTreeMap<&'static str, Value<I, M>>,
    /// What was given to each entry in this batch, by its address.
    given: HashMap<usize, Vec<&'static str>>,
    problems: Vec<Problem>,
}

/// Who wants a name, for those who hear of it.
#[derive(Clone, Copy)]
pub(super) struct Party {
    pub(super) type_name: &'static str,
    pub(super) origin: Origin,
}

impl Party {
    pub(super) fn of<I: ?Sized, M>(entry: &'static Entry<I, M>) -> Self {
        Self { type_name: entry.type_name(), origin: entry.origin() }
    }
}

impl<I: ?Sized + Sync, M: Sync> Batch<I, M> {
    pub(super) fn new(draft: Draft<I, M>, kind: &'static str, policy: Duplicates) -> Self {
        Self { draft, kind, policy, values: BTreeMap::new(), given: HashMap::new(), problems: Vec::new() }
    }

    pub(super) fn changes(&self) -> &Changes<I, M> {
        self.draft.changes()
    }

    pub(super) fn holder(&self, key: &str) -> Value<I, M> {
        match self.values.get(key) {
            Some(value) => *value,
            None => self.changes().holder(key),
        }
    }

    /// Makes all visible in the registry that has `changes`, and keeps what was lost for those who ask.
    pub(super) fn finish(self, changes: &OnceLock<&'static dyn Changed<I, M>>) {
        if self.values.is_empty() && self.problems.is_empty() {
            return;
        }
        let changes = self.draft.install(changes);
        changes.report(self.problems);
        changes.write(self.values);
    }

    /// That the registry which has `changes` is changed now; what is in the batch is not visible yet.
    pub(super) fn install(self, changes: &OnceLock<&'static dyn Changed<I, M>>) -> (Self, &'static Changes<I, M>) {
        let changes = self.draft.install(changes);
        (Self { draft: Draft::Installed(changes), ..self }, changes)
    }

    /// Keeps a problem for those who ask what is wrong.
    pub(super) fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The first of `keys` that another entry than `known` has, under [`Duplicates::Deny`].
    pub(super) fn denied<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k str>,
        known: Option<&'static Entry<I, M>>,
        newcomer: Party,
    ) -> Option<Duplicate> {
        if self.policy != Duplicates::Deny {
            return None;
        }
        let is_known = |holder: &Holder<I, M>| known.is_some_and(|known| ptr::eq(holder.entry(), known));
        let mut taken = keys.into_iter().filter_map(|key| Some((key, self.holder(key)?)));
        let (key, holder) = taken.find(|(_, holder)| !is_known(holder))?;
        Some(self.duplicate(self.key_of(holder, key), Party::of(holder.entry()), newcomer))
    }

    /// Who keeps `name` against a newcomer. What that loses is reported.
    pub(super) fn keeper(&mut self, name: &str, newcomer: Party) -> Option<&'static Entry<I, M>> {
        let holder = self.holder(name)?;
        if !self.keeps(holder, true) {
            return None;
        }
        self.report_duplicate(self.key_of(holder, name), Party::of(holder.entry()), newcomer);
        Some(holder.entry())
    }

    /// Lets the entry of `slot` have its name, unless another keeps it, and of `aliases` those that nobody keeps. Without its name it
    /// gets nothing.
    pub(super) fn take_in(&mut self, slot: &'static Slot<I, M>, aliases: impl IntoIterator<Item = &'static str>) {
        let entry = slot.entry();
        let is_there = self.holder(entry.name()).is_some_and(|holder| ptr::eq(holder.entry(), entry));
        if is_there || self.keeper(entry.name(), Party::of(entry)).is_none() {
            self.take(entry.name(), slot, true);
            for alias in aliases {
                self.take(alias, slot, false);
            }
        }
    }

    /// Gives all that leads to `entry` to the entry of `slot`.
    pub(super) fn hand_over(&mut self, entry: &'static Entry<I, M>, slot: &'static Slot<I, M>) {
        for key in self.changes().keys_of(entry) {
            self.give(key, slot, key == entry.name());
        }
    }

    /// Lets `key` lead to the entry of `slot`, whoever has it.
    pub(super) fn give(&mut self, key: &'static str, slot: &'static Slot<I, M>, is_name: bool) {
        self.given.entry(slot.entry().address()).or_default().push(key);
        self.values.insert(key, Some(Holder { slot, is_name }));
    }

    /// Lets `key` lead to nothing.
    pub(super) fn clear(&mut self, key: &'static str) {
        self.values.insert(key, None);
    }

    /// The fatal problems, if there are any.
    pub(super) fn fatal(&self) -> Result<(), Problems> {
        fatal(&self.problems)
    }

    /// Lets `key` lead to the entry of `slot`, unless another keeps it.
    fn take(&mut self, key: &'static str, slot: &'static Slot<I, M>, is_name: bool) {
        if let Some(holder) = self.holder(key) {
            if ptr::eq(holder.entry(), slot.entry()) {
                return;
            }
            let (present, newcomer) = (Party::of(holder.entry()), Party::of(slot.entry()));
            if self.keeps(holder, is_name) {
                return self.report_duplicate(key, present, newcomer);
            }
            self.report_duplicate(key, newcomer, present);
            if holder.is_name {
                self.drop_entry(holder.entry());
            }
        }
        self.give(key, slot, is_name);
    }

    fn drop_entry(&mut self, entry: &'static Entry<I, M>) {
        let given = self.given.remove(&entry.address()).unwrap_or_default();
        for key in self.changes().keys_of(entry).into_iter().chain(given) {
            if self.holder(key).is_some_and(|holder| ptr::eq(holder.entry(), entry)) {
                self.clear(key);
            }
        }
    }

    /// Keeps for those who ask that one of two lost `name` to the other.
    pub(super) fn report_duplicate(&mut self, name: &'static str, kept: Party, dropped: Party) {
        let duplicate = self.duplicate(name, kept, dropped);
        self.report(Problem::Duplicate(duplicate));
    }

    /// A name always comes before an alias; between two of a sort the policy decides.
    fn keeps(&self, holder: Holder<I, M>, against_name: bool) -> bool {
        match (holder.is_name, against_name) {
            (true, false) => true,
            (false, true) => false,
            _ => self.policy != Duplicates::Replace,
        }
    }

    fn duplicate(&self, name: &'static str, kept: Party, dropped: Party) -> Duplicate {
        duplicate(self.kind, self.policy, name, kept, dropped)
    }

    /// `key`, as its holder wrote it.
    fn key_of(&self, holder: Holder<I, M>, key: &str) -> &'static str {
        let given = self.given.get(&holder.entry().address()).cloned().unwrap_or_default();
        let keys = self.changes().keys_of(holder.entry()).into_iter().chain(given);
        keys.into_iter().find(|known| *known == key).unwrap_or(holder.entry().name())
    }
}

/// That two want one `name`.
pub(super) fn duplicate(
    kind: &'static str,
    policy: Duplicates,
    name: &'static str,
    kept: Party,
    dropped: Party,
) -> Duplicate {
    Duplicate {
        kind,
        name,
        kept: kept.type_name,
        kept_origin: kept.origin,
        dropped: dropped.type_name,
        dropped_origin: dropped.origin,
        policy,
        is_secondary: false,
        is_merged: false,
    }
}
