//! From the collected entries to the index: which component gets which name, and what is wrong.
//!
//! Nothing here knows what a registry holds: it is compiled once, and not again for each registry.

use super::by_name::fatal;
use super::sorted::sorted;
use super::{Duplicates, Primary, Settings, overdue};
use crate::entry::{Entry, Origin, Registration, Replaces};
use crate::error::{Duplicate, NotReplaced, Problem};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

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
    /// The numbers of those that have names, sorted by name.
    pub(crate) holders: Vec<usize>,
    /// Other keys that lead to holders, with their places; empty if the registry cannot be read.
    pub(crate) aliases: Vec<(&'static str, usize)>,
    /// The places of holders, with what they took over from those they replace.
    pub(crate) inherited: Vec<(usize, &'static str)>,
    pub(crate) problems: Vec<Problem>,
    /// Whether none of the problems is fatal.
    pub(crate) is_usable: bool,
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

    /// Where it comes in order. Several that came with one attribute have one origin.
    fn place(&self) -> (Origin, &'static str, &'static str) {
        (self.origin(), self.name, self.type_name())
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
pub(crate) fn resolve(claims: &[Claim], settings: &Settings) -> Resolved {
    let names: Vec<_> = claims.iter().map(Claim::name).collect();
    let mut claims: Vec<_> = sorted(&names).into_iter().map(|number| claims[number as usize]).collect();
    sort_repeats(&mut claims);
    let overdue = overdue::problems(&claims, settings.kind);
    let mut resolution = Resolution { settings, holders: Vec::new(), inherited: BTreeMap::new(), problems: overdue };
    claims.retain(|claim| resolution.accepts_api(claim));
    let (mut replacing, plain): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| claim.replaces().is_some());
    resolution.hold(plain);
    // first come, first served, by origin
    replacing.sort_by_cached_key(Claim::place);
    resolution.replace(replacing);
    resolution.finish()
}

/// Sorts those of one name by origin.
fn sort_repeats(claims: &mut [Claim]) {
    for same in claims.chunk_by_mut(|one, other| one.name == other.name).filter(|same| same.len() > 1) {
        same.sort_by_cached_key(|claim| (claim.place(), core::ptr::from_ref(claim.registration).addr()));
    }
}

/// The first that came with `secondary(..)` and descends from none of the others, which may still get the key before it.
fn next_secondary(newcomers: &[Claim]) -> Option<usize> {
    let waits = |newcomer: &Claim| {
        newcomers.iter().any(|other| other.name() == newcomer.name() && newcomer.descends_from(other))
    };
    let ready = newcomers.iter().position(|newcomer| newcomer.is_secondary() && !waits(newcomer));
    ready.or_else(|| newcomers.iter().position(Claim::is_secondary))
}

struct Resolution<'a> {
    settings: &'a Settings,
    /// Sorted by name.
    holders: Vec<Claim>,
    /// The aliases that holders took over with their names.
    inherited: BTreeMap<&'static str, Vec<&'static str>>,
    problems: Vec<Problem>,
}

impl Resolution<'_> {
    fn accepts_api(&mut self, entry: &Claim) -> bool {
        let problem = entry.api_mismatch(self.settings);
        let accepts = problem.is_none();
        self.problems.extend(problem);
        accepts
    }

    /// Gives each of `claims` its name, by the policy. They are sorted by name, and those of one name by origin.
    fn hold(&mut self, mut claims: Vec<Claim>) {
        claims.dedup_by(|later, holder| {
            let is_same = later.name == holder.name;
            if is_same {
                self.decide(holder, *later);
            }
            is_same
        });
        self.holders = claims;
    }

    /// Gives `entry` its name, by the policy.
    fn claim(&mut self, entry: Claim) {
        match self.find(entry.name) {
            Err(place) => self.holders.insert(place, entry),
            Ok(place) => {
                let mut holder = self.holders[place];
                if self.decide(&mut holder, entry) {
                    self.inherited.remove(holder.name);
                }
                self.holders[place] = holder;
            }
        }
    }

    /// Whether `entry` takes the name from `holder`, which then is `entry`.
    fn decide(&mut self, holder: &mut Claim, entry: Claim) -> bool {
        let is_first = entry.origin() < holder.origin();
        let takes = is_first != (self.settings.duplicates == Duplicates::Replace);
        let dropped = if takes { core::mem::replace(holder, entry) } else { entry };
        self.report_duplicate(entry.name, *holder, dropped);
        takes
    }

    /// The place of the holder of `name`, or where it would be.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.holders.binary_search_by(|holder| holder.name.cmp(name))
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
            // each registration has an entry of its own
            is_merged: core::ptr::eq(kept.registration, dropped.registration),
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
            match self.find(newcomer.name) {
                Ok(place) if newcomer.descends_from(&self.holders[place]) => self.holders[place] = newcomer,
                _ => self.claim(newcomer),
            }
        }
        for newcomer in newcomers {
            self.report_not_replaced(newcomer);
        }
    }

    fn take_over(&mut self, newcomer: Claim) -> bool {
        let (Some(target), Ok(place)) = (newcomer.replaces(), self.find(newcomer.name)) else { return false };
        let holder = self.holders[place];
        if !holder.is_target(target) {
            return false;
        }
        // whoever asked for the old component under another of its names now gets the new one too
        self.inherited.entry(newcomer.name).or_default().extend(holder.aliases());
        self.holders[place] = newcomer;
        true
    }

    fn report_not_replaced(&mut self, newcomer: Claim) {
        let Some(target) = newcomer.replaces() else { return };
        let holder = self.find(newcomer.name).ok().map(|place| self.holders[place]);
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
        self.holders.iter().filter(|holder| holder.is_target(target)).map(Claim::name).collect()
    }

    fn finish(mut self) -> Resolved {
        let mut aliases = self.aliases();
        let is_usable = fatal(&self.problems).is_ok();
        if !is_usable {
            aliases.clear();
        }
        let places = |(name, aliases): (&&'static str, &Vec<&'static str>)| {
            let place = self.find(name).ok();
            place.into_iter().flat_map(|place| aliases.iter().map(move |alias| (place, *alias))).collect::<Vec<_>>()
        };
        Resolved {
            inherited: self.inherited.iter().flat_map(places).collect(),
            holders: self.holders.iter().map(|holder| holder.number).collect(),
            aliases: aliases.into_iter().collect(),
            problems: self.problems,
            is_usable,
        }
    }

    /// The keys besides names, with the places of their holders. A name always comes before an alias; between two aliases the
    /// policy decides.
    fn aliases(&mut self) -> BTreeMap<&'static str, usize> {
        let mut taken = BTreeMap::new();
        for place in self.with_aliases() {
            let entry = self.holders[place];
            let inherited = self.inherited.get(entry.name).cloned().unwrap_or_default();
            for alias in entry.aliases().iter().copied().chain(inherited) {
                let name = self.find(alias).ok();
                match name.or_else(|| taken.get(alias).copied()) {
                    None => {
                        taken.insert(alias, place);
                    }
                    Some(present) if present == place => {}
                    Some(present) if name.is_none() && self.settings.duplicates == Duplicates::Replace => {
                        taken.insert(alias, place);
                        self.report_duplicate(alias, entry, self.holders[present]);
                    }
                    Some(present) => self.report_duplicate(alias, self.holders[present], entry),
                }
            }
        }
        taken
    }

    /// The places of those that have aliases, by their origin.
    fn with_aliases(&self) -> Vec<usize> {
        let has =
            |(_, holder): &(usize, &Claim)| !holder.aliases().is_empty() || self.inherited.contains_key(holder.name);
        let mut places: Vec<_> = self.holders.iter().enumerate().filter(has).map(|(place, _)| place).collect();
        places.sort_by_cached_key(|place| self.holders[*place].place());
        places
    }
}
