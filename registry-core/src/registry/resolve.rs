//! From the collected entries to the index: which component gets which name, and what is wrong.
//!
//! Nothing here knows what a registry holds: it is compiled once, and not again for each registry.

use super::by_name::fatal;
use super::{Duplicates, Primary, Settings, overdue};
use crate::entry::{Entry, Origin, Registration, Replaces};
use crate::error::{Duplicate, NotReplaced, Problem};
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// An entry, as far as names are concerned.
#[derive(Clone, Copy)]
pub(crate) struct Claim {
    name: &'static str,
    registration: &'static Registration,
    /// The address of its value, if it has one.
    value: Option<usize>,
    /// Its place among the entries.
    number: usize,
    /// What describes its config, if it takes any.
    #[cfg(feature = "schema")]
    describe: Option<crate::config::Describe>,
}

/// Who has which name.
pub(crate) struct Resolved {
    /// The numbers of the entries that have names, sorted by name.
    pub(crate) holders: Vec<usize>,
    /// The places of names and aliases among the holders; empty if the registry cannot be read.
    pub(crate) by_name: HashMap<&'static str, usize>,
    /// The places of holders, with what they took over from those they replace.
    pub(crate) inherited: Vec<(usize, &'static str)>,
    pub(crate) problems: Vec<Problem>,
}

impl Claim {
    /// That of `entry`, which has this place among all.
    pub(crate) fn of<I: ?Sized, M>(entry: &'static Entry<I, M>, number: usize) -> Self {
        Self {
            name: entry.name(),
            registration: entry.registration(),
            value: entry.value_address(),
            number,
            #[cfg(feature = "schema")]
            describe: entry.describe(),
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) fn origin(&self) -> Origin {
        self.registration.origin()
    }

    pub(crate) fn registration(&self) -> &'static Registration {
        self.registration
    }

    #[cfg(feature = "schema")]
    pub(crate) fn describe(&self) -> Option<crate::config::Describe> {
        self.describe
    }

    fn type_name(&self) -> &'static str {
        self.registration.type_name()
    }

    pub(crate) fn aliases(&self) -> &'static [&'static str] {
        self.registration.details().aliases
    }

    /// The problem if it is for another version of the registry's API.
    pub(crate) fn api_mismatch(&self, settings: &Settings) -> Option<Problem> {
        let declared = self.registration.details().api;
        (!settings.accepts(declared)).then(|| Problem::ApiMismatch {
            kind: settings.kind,
            name: self.name(),
            component: self.type_name(),
            origin: self.origin(),
            expected: settings.api,
            declared,
        })
    }

    fn replaces(&self) -> Option<&'static Replaces> {
        self.registration.details().replaces.as_ref()
    }

    /// Whether it came with `secondary(..)`.
    fn is_secondary(&self) -> bool {
        self.registration.is_secondary()
    }

    fn is_target(&self, target: &Replaces) -> bool {
        self.registration.is_target(target, self.value)
    }

    /// Whether the item that this came with replaces, maybe by way of others, the one that `other` came with.
    fn descends_from(&self, other: &Self) -> bool {
        let Some(mut target) = self.replaces() else { return false };
        let primary = self.registration.details().secondary.and_then(|secondary| secondary.primary);
        let items = primary.map(Primary::claims).unwrap_or_default();
        // one step for each item is enough, and an end if they replace each other
        for _ in 0..=items.len() {
            if other.is_target(target) {
                return true;
            }
            let mut replaced = items.iter().filter(|item| item.is_target(target));
            let Some(next) = replaced.find_map(Self::replaces) else { return false };
            target = next;
        }
        false
    }
}

/// Decides who gets which name. The outcome does not depend on the order of `claims`.
pub(crate) fn resolve(mut claims: Vec<Claim>, settings: &Settings) -> Resolved {
    // several that came with one attribute have one origin
    claims.sort_by_cached_key(|claim| (claim.origin(), claim.name(), claim.type_name()));
    claims.dedup_by(|one, other| std::ptr::eq(one.registration, other.registration));
    let overdue = overdue::problems(&claims, settings.kind);
    let mut resolution = Resolution { settings, holders: BTreeMap::new(), problems: overdue };
    claims.retain(|claim| resolution.accepts_api(claim));
    let (replacing, plain): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| claim.replaces().is_some());
    for claim in plain {
        resolution.claim(claim);
    }
    resolution.replace(replacing);
    resolution.finish()
}

/// The first that came with `secondary(..)` and descends from none of the others, which may still get the key before it.
fn next_secondary(newcomers: &[Claim]) -> Option<usize> {
    let waits = |newcomer: &Claim| {
        newcomers.iter().any(|other| other.name() == newcomer.name() && newcomer.descends_from(other))
    };
    let ready = newcomers.iter().position(|newcomer| newcomer.is_secondary() && !waits(newcomer));
    ready.or_else(|| newcomers.iter().position(Claim::is_secondary))
}

/// The holder of a name, and the aliases it took over with it.
struct Holder {
    entry: Claim,
    inherited: Vec<&'static str>,
}

struct Resolution<'a> {
    settings: &'a Settings,
    holders: BTreeMap<&'static str, Holder>,
    problems: Vec<Problem>,
}

impl Resolution<'_> {
    fn accepts_api(&mut self, entry: &Claim) -> bool {
        let problem = entry.api_mismatch(self.settings);
        let accepts = problem.is_none();
        self.problems.extend(problem);
        accepts
    }

    /// Gives `entry` its name, by the policy.
    fn claim(&mut self, entry: Claim) {
        let holder = Holder { entry, inherited: Vec::new() };
        let Some(present) = self.holders.get_mut(entry.name()) else {
            self.holders.insert(entry.name(), holder);
            return;
        };
        let is_first = entry.origin() < present.entry.origin();
        let is_kept = is_first != (self.settings.duplicates == Duplicates::Replace);
        let dropped = if is_kept { std::mem::replace(present, holder).entry } else { entry };
        let kept = present.entry;
        self.report_duplicate(entry.name(), kept, dropped);
    }

    fn report_duplicate(&mut self, name: &'static str, kept: Claim, dropped: Claim) {
        self.problems.push(Problem::Duplicate(Duplicate {
            kind: self.settings.kind,
            name,
            kept: kept.type_name(),
            kept_origin: kept.origin(),
            dropped: dropped.type_name(),
            dropped_origin: dropped.origin(),
            policy: self.settings.duplicates,
            is_secondary: kept.is_secondary() || dropped.is_secondary(),
        }));
    }

    /// Lets each newcomer take the name from the component it replaces. One may replace another, so this goes on until
    /// nothing changes.
    fn replace(&mut self, mut newcomers: Vec<Claim>) {
        loop {
            let before = newcomers.len();
            newcomers.retain(|newcomer| !self.take_over(*newcomer));
            if newcomers.len() < before {
                continue;
            }
            // what it replaces brought nothing here: the key may be that of one further back, or of anybody
            let Some(next) = next_secondary(&newcomers) else { break };
            let newcomer = newcomers.remove(next);
            match self.holders.get_mut(newcomer.name()) {
                Some(holder) if newcomer.descends_from(&holder.entry) => holder.entry = newcomer,
                _ => self.claim(newcomer),
            }
        }
        for newcomer in newcomers {
            self.report_not_replaced(newcomer);
        }
    }

    fn take_over(&mut self, newcomer: Claim) -> bool {
        let Some(target) = newcomer.replaces() else { return false };
        let Some(holder) = self.holders.get_mut(newcomer.name()) else { return false };
        if !holder.entry.is_target(target) {
            return false;
        }
        // whoever asked for the old component under another of its names now gets the new one too
        holder.inherited.extend(holder.entry.aliases());
        holder.entry = newcomer;
        true
    }

    fn report_not_replaced(&mut self, newcomer: Claim) {
        let Some(target) = newcomer.replaces() else { return };
        let holder = self.holders.get(newcomer.name()).map(|holder| holder.entry);
        self.problems.push(Problem::NotReplaced(NotReplaced {
            kind: self.settings.kind,
            name: newcomer.name(),
            component: newcomer.type_name(),
            origin: newcomer.origin(),
            target: target.path,
            holder: holder.map(|holder| (holder.type_name(), holder.origin())),
            target_names: self.names_of(target),
        }));
    }

    fn names_of(&self, target: &Replaces) -> Vec<&'static str> {
        let held = self.holders.iter().filter(|(_, holder)| holder.entry.is_target(target));
        held.map(|(name, _)| *name).collect()
    }

    fn finish(mut self) -> Resolved {
        let holders = std::mem::take(&mut self.holders);
        let mut by_name: HashMap<_, _> = holders.keys().enumerate().map(|(slot, name)| (*name, slot)).collect();
        self.add_aliases(&holders, &mut by_name);
        if fatal(&self.problems).is_err() {
            by_name.clear();
        }
        let inherited = |(place, holder): (usize, &Holder)| {
            holder.inherited.iter().map(|alias| (place, *alias)).collect::<Vec<_>>()
        };
        Resolved {
            inherited: holders.values().enumerate().flat_map(inherited).collect(),
            holders: holders.values().map(|holder| holder.entry.number).collect(),
            by_name,
            problems: self.problems,
        }
    }

    /// A name always comes before an alias; between two aliases the policy decides.
    fn add_aliases(&mut self, holders: &BTreeMap<&'static str, Holder>, by_name: &mut HashMap<&'static str, usize>) {
        let all: Vec<&Holder> = holders.values().collect();
        let mut by_origin: Vec<usize> = (0..all.len()).collect();
        by_origin.sort_by_cached_key(|slot| (all[*slot].entry.origin(), all[*slot].entry.name()));
        for slot in by_origin {
            let Holder { entry, inherited } = all[slot];
            for alias in entry.aliases().iter().chain(inherited).copied() {
                match by_name.get(alias).copied() {
                    None => {
                        by_name.insert(alias, slot);
                    }
                    Some(present) if present == slot => {}
                    Some(present)
                        if !holders.contains_key(alias) && self.settings.duplicates == Duplicates::Replace =>
                    {
                        by_name.insert(alias, slot);
                        self.report_duplicate(alias, *entry, all[present].entry);
                    }
                    Some(present) => self.report_duplicate(alias, all[present].entry, *entry),
                }
            }
        }
    }
}
