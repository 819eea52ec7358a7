//! A host as it should be: maps, and recursion along requirements.

use super::machine::{Entry, Got};
use super::operations::{Arguments, Dynamic, Given, Group, How, Moment, Name, Need, Plugin, is_group};
use super::outcome::{Cause, Fault};
use super::plan::Question;
use registry_core::plugin::{Conflict, Phase};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(crate) struct Model {
    pub(crate) nodes: BTreeMap<Name, Node>,
    pub(crate) rules: Vec<(&'static str, bool)>,
    pub(crate) fails: BTreeMap<(Name, Moment), How>,
    pub(crate) dynamics: BTreeMap<Name, Vec<Dynamic>>,
    pub(crate) log: Vec<Entry>,
    pub(crate) added: usize,
    serials: usize,
    loads: usize,
    /// The arguments from before the reload that is under way.
    previous: BTreeMap<Name, Arguments>,
}

pub(crate) struct Node {
    pub(crate) kind: Kind,
    /// The groups that it declares to be in.
    pub(crate) groups: BTreeSet<Name>,
    pub(crate) enabled: bool,
    pub(crate) configured: Arguments,
    /// The place in the order of addition.
    pub(crate) added: usize,
    pub(crate) loaded: Option<Loaded>,
}

#[derive(Clone)]
pub(crate) enum Kind {
    /// With a number for each implementation.
    Plugin(Plugin, usize),
    /// And whether it exists only because others declare to be in it.
    Group(Group, bool),
}

#[derive(Clone)]
pub(crate) struct Loaded {
    pub(crate) number: usize,
    pub(crate) args: Arguments,
    pub(crate) requires: BTreeSet<Name>,
    /// The number of the instance; of a group, those of its members'.
    pub(crate) serials: Vec<usize>,
    pub(crate) got: Vec<(Name, Got)>,
    pub(crate) version: usize,
    /// Of a group.
    pub(crate) members: Vec<Name>,
}

impl Model {
    pub(crate) fn is_loaded(&self, name: Name) -> bool {
        self.nodes.get(name).is_some_and(|node| node.loaded.is_some())
    }

    pub(crate) fn loaded(&self, name: Name) -> Option<&Loaded> {
        self.nodes.get(name)?.loaded.as_ref()
    }

    pub(crate) fn expect(&self, name: Name) -> Result<(), Fault> {
        if self.nodes.contains_key(name) { Ok(()) } else { Err(Fault::NotFound(name)) }
    }

    /// The members of a group, or the first that does not exist.
    pub(crate) fn members(&self, name: Name) -> Result<Vec<Name>, Fault> {
        let Some(Kind::Group(group, _)) = self.nodes.get(name).map(|node| &node.kind) else { return Ok(Vec::new()) };
        let mut members = Vec::new();
        for member in &group.members {
            self.expect(member)?;
            members.push(*member);
        }
        let declared = self.nodes.iter().filter(|(_, node)| node.groups.contains(name)).map(|(member, _)| *member);
        members.extend(declared);
        let mut seen = BTreeSet::new();
        members.retain(|member| seen.insert(*member));
        Ok(members)
    }

    pub(crate) fn enabled_members(&self, name: Name) -> Result<Vec<Name>, Fault> {
        let members = self.members(name)?;
        Ok(members.into_iter().filter(|member| self.nodes[member].enabled).collect())
    }

    /// What it is loaded with when nobody says otherwise.
    pub(crate) fn usual_args(&self, name: Name) -> Arguments {
        self.previous.get(name).unwrap_or(&self.nodes[name].configured).clone()
    }

    /// Everything that is loaded and requires one of these, and these: the last loaded first.
    fn with_dependents(&self, names: &BTreeSet<Name>) -> Vec<Name> {
        let mut all: BTreeSet<Name> = names.iter().copied().filter(|name| self.is_loaded(name)).collect();
        loop {
            let before = all.len();
            for (name, node) in &self.nodes {
                if node.loaded.as_ref().is_some_and(|loaded| !loaded.requires.is_disjoint(&all)) {
                    all.insert(name);
                }
            }
            if all.len() == before {
                break;
            }
        }
        let mut all: Vec<Name> = all.into_iter().collect();
        all.sort_by_key(|name| std::cmp::Reverse(self.loaded(name).map(|loaded| loaded.number)));
        all
    }

    /// What goes with `name`: of a group, its members and theirs.
    fn with_members(&self, name: Name) -> BTreeSet<Name> {
        let mut all = BTreeSet::from([name]);
        if let Some(loaded) = self.loaded(name) {
            for member in &loaded.members {
                all.extend(self.with_members(member));
            }
        }
        all
    }

    /// What would be unloaded with `name`, in order.
    fn affected(&self, name: Name) -> Vec<Name> {
        self.with_dependents(&self.with_members(name))
    }

    pub(crate) fn unload(&mut self, name: Name) -> Result<bool, Fault> {
        self.expect(name)?;
        let was_loaded = self.is_loaded(name);
        for name in self.affected(name) {
            self.unload_one(name)?;
        }
        Ok(was_loaded)
    }

    pub(crate) fn shutdown(&mut self) -> Result<(), Fault> {
        let all = self.nodes.keys().copied().collect();
        let mut faults = Vec::new();
        for name in self.with_dependents(&all) {
            let is_required =
                self.nodes.values().any(|node| node.loaded.as_ref().is_some_and(|it| it.requires.contains(name)));
            if !is_required {
                faults.extend(self.unload_one(name).err());
            }
        }
        if faults.is_empty() { Ok(()) } else { Err(Fault::Several(Vec::new(), faults)) }
    }

    fn unload_one(&mut self, name: Name) -> Result<(), Fault> {
        if is_group(name) {
            self.nodes.get_mut(name).unwrap().loaded = None;
            return Ok(());
        }
        let serial = self.loaded(name).unwrap().serials[0];
        self.log.push(Entry::Unload(name, serial));
        if let Some(how) = self.fails.remove(&(name, Moment::Unload)) {
            return Err(Fault::Failed(name, Phase::Unload, Cause::Told(how)));
        }
        self.nodes.get_mut(name).unwrap().loaded = None;
        self.log.push(Entry::Drop(name, serial));
        match self.fails.remove(&(name, Moment::Drop)) {
            Some(_) => Err(Fault::Failed(name, Phase::Drop, Cause::Told(How::Panic))),
            None => Ok(()),
        }
    }

    /// `askers` are the plugins whose functions ask, the innermost first.
    pub(crate) fn load(
        &mut self,
        name: Name,
        args: Option<&Arguments>,
        conflict: Conflict,
        askers: &[Name],
    ) -> Result<(), Fault> {
        self.expect(name)?;
        let given = args;
        let asked = args.map(|args| {
            let mut asked = self.nodes[name].configured.clone();
            asked.extend(args);
            asked
        });
        let Some(loaded) = self.loaded(name) else {
            let args = asked.map(|args| (name, args)).into_iter().collect();
            let plan = self.plan(&[name], &Question { args: &args, askers, ..Question::new(&args) });
            if !plan.faults.is_empty() {
                return Err(Fault::Any(plan.faults));
            }
            if let Some(fault) = self.run(plan.steps, &args, askers, false).pop() {
                return Err(fault);
            }
            // a requirement may have loaded it by itself, with arguments of its own
            let conflict = if conflict == Conflict::Force { Conflict::Replace } else { conflict };
            let loaded = self.loaded(name).unwrap();
            let asked = args.get(name).filter(|asked| !is_same(asked, given, &loaded.args, askers));
            return match (asked, conflict, askers.first()) {
                (None, ..) | (_, Conflict::KeepExisting, _) => Ok(()),
                (_, Conflict::Error, _) => Err(Fault::Conflict(name)),
                (_, _, Some(asker)) => Err(Fault::Inside(asker)),
                (Some(asked), ..) => self.reload(name, Some(asked.clone()), None),
            };
        };
        let differs = asked.as_ref().is_some_and(|asked| !is_same(asked, given, &loaded.args, askers));
        let again = match conflict {
            Conflict::Error if differs => return Err(Fault::Conflict(name)),
            Conflict::Replace => differs,
            Conflict::Force => true,
            _ => false,
        };
        if !again {
            return Ok(());
        }
        if let Some(asker) = askers.first() {
            return Err(Fault::Inside(asker));
        }
        let args = asked.unwrap_or_else(|| loaded.args.clone());
        self.reload(name, Some(args), None)
    }

    /// Everything that is enabled, as far as that goes.
    pub(crate) fn load_all(&mut self) -> Result<(), Fault> {
        let mut roots: Vec<Name> = self.nodes.keys().copied().filter(|name| self.nodes[name].enabled).collect();
        // a wrapper may give arguments to members
        let is_wrapped =
            |name: &Name| matches!(&self.nodes[name].kind, Kind::Group(group, _) if group.wrapped.is_some());
        roots.sort_by_key(|name| (!is_wrapped(name), self.nodes[name].added));
        let none = BTreeMap::new();
        let plan = self.plan(&roots, &Question::new(&none));
        let faults = self.run(plan.steps, &none, &[], true);
        if plan.faults.is_empty() && faults.is_empty() { Ok(()) } else { Err(Fault::Several(plan.faults, faults)) }
    }

    /// With other arguments or another implementation, if they are given.
    pub(crate) fn reload(
        &mut self,
        name: Name,
        args: Option<Arguments>,
        replacement: Option<(Plugin, usize, Arguments)>,
    ) -> Result<(), Fault> {
        self.expect(name)?;
        let affected = self.affected(name);
        let mut all: BTreeMap<Name, Arguments> =
            affected.iter().map(|name| (*name, self.loaded(name).unwrap().args.clone())).collect();
        all.extend(args.map(|args| (name, args)));
        let unloaded = affected.iter().copied().collect();
        let was_loaded = self.is_loaded(name);
        let roots: Vec<Name> =
            [name].into_iter().filter(|_| !was_loaded).chain(affected.iter().rev().copied()).collect();
        let replaced = replacement.as_ref().map(|(plugin, ..)| (name, plugin));
        let plan = self.plan(&roots, &Question { unloaded: &unloaded, replaced, ..Question::new(&all) });
        if !plan.faults.is_empty() {
            return Err(Fault::Any(plan.faults));
        }
        for affected in affected {
            if let Err(fault) = self.unload_one(affected) {
                return Err(self.not_reloaded(name, &unloaded, vec![fault]));
            }
        }
        if let Some((plugin, version, configured)) = replacement {
            let node = self.nodes.get_mut(name).unwrap();
            node.kind = Kind::Plugin(plugin, version);
            node.configured = configured;
        }
        self.previous = all.clone();
        let mut faults = self.run(plan.steps, &all, &[], true);
        self.previous.clear();
        match faults.len() {
            0 => Ok(()),
            1 if !was_loaded => Err(faults.remove(0)),
            _ => Err(self.not_reloaded(name, &unloaded, faults)),
        }
    }

    fn not_reloaded(&self, name: Name, all: &BTreeSet<Name>, faults: Vec<Fault>) -> Fault {
        let unloaded = all.iter().copied().filter(|name| !self.is_loaded(name)).collect();
        Fault::Reload(name, unloaded, faults)
    }

    /// Loads these in order. With `keep_going`, what fails stops only what requires it.
    fn run(
        &mut self,
        steps: Vec<(Name, Vec<Name>)>,
        args: &BTreeMap<Name, Arguments>,
        askers: &[Name],
        keep_going: bool,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut without: BTreeSet<Name> = BTreeSet::new();
        for (name, requires) in steps {
            if requires.iter().any(|required| without.contains(required)) {
                without.insert(name);
                continue;
            }
            if self.is_loaded(name) {
                continue;
            }
            let args = args.get(name).cloned().unwrap_or_else(|| self.usual_args(name));
            let askers: Vec<Name> = [name].iter().chain(askers).copied().collect();
            if let Err(fault) = self.load_one(name, &args, &askers) {
                faults.push(fault);
                if !keep_going {
                    break;
                }
                without.insert(name);
            }
        }
        faults
    }

    fn load_one(&mut self, name: Name, args: &Arguments, askers: &[Name]) -> Result<(), Fault> {
        let mut loaded = match self.nodes[name].kind.clone() {
            Kind::Plugin(plugin, version) => Loaded { version, ..self.load_plugin(name, &plugin, args, askers)? },
            Kind::Group(group, _) => self.load_group(name, &group, askers)?,
        };
        self.loads += 1;
        loaded.number = self.loads;
        loaded.args.clone_from(args);
        self.nodes.get_mut(name).unwrap().loaded = Some(loaded);
        Ok(())
    }

    fn load_plugin(&mut self, name: Name, plugin: &Plugin, args: &Arguments, askers: &[Name]) -> Result<Loaded, Fault> {
        let failed = |phase, cause| Fault::Failed(name, phase, cause);
        self.serials += 1;
        let serial = self.serials;
        self.log.push(Entry::Load(name, serial));
        let (mut got, mut requires) = (Vec::new(), BTreeSet::new());
        for (target, need) in &plugin.requires {
            let from = match (args.get(target), self.loaded(target)) {
                (Some(Given::Supplied(thing)), _) => Got::Supplied(vec![1_000_000 + thing]),
                (_, Some(loaded)) => {
                    requires.insert(*target);
                    Got::FromHost(loaded.serials.clone())
                }
                // a group that nothing is in
                (_, None) if *need == Need::All => Got::FromHost(Vec::new()),
                (_, None) => Got::Nothing,
            };
            got.push((*target, from));
        }
        let fails = self.fails.get(&(name, Moment::Load)).copied();
        for dynamic in self.dynamics.get(name).cloned().unwrap_or_default() {
            match self.load(dynamic.target, dynamic.args.as_ref(), Conflict::Replace, askers) {
                Ok(()) => {
                    requires.insert(dynamic.target);
                    got.push((dynamic.target, Got::FromHost(self.loaded(dynamic.target).unwrap().serials.clone())));
                }
                Err(_) if dynamic.tolerant => {}
                Err(fault) => {
                    self.fails.remove(&(name, Moment::Load));
                    return Err(failed(Phase::Load, Cause::Inner(Box::new(fault))));
                }
            }
        }
        self.fails.remove(&(name, Moment::Load));
        if let Some(how) = fails {
            return Err(failed(Phase::Load, Cause::Told(how)));
        }
        self.log.push(Entry::Check(name, serial));
        if let Some(how) = self.fails.remove(&(name, Moment::Check)) {
            // nobody gets it, so it goes like any other
            self.log.extend([Entry::Unload(name, serial), Entry::Drop(name, serial)]);
            self.fails.remove(&(name, Moment::Unload));
            self.fails.remove(&(name, Moment::Drop));
            return Err(failed(Phase::Check, Cause::Told(how)));
        }
        let args = BTreeMap::new();
        Ok(Loaded { number: 0, args, requires, serials: vec![serial], got, version: 0, members: Vec::new() })
    }

    fn load_group(&mut self, name: Name, group: &Group, askers: &[Name]) -> Result<Loaded, Fault> {
        let mut requires: BTreeSet<Name> = group.requires.iter().copied().collect();
        let members = self.enabled_members(name)?;
        if let Some(beside) = group.wrapped {
            for name_of_other in beside.iter().chain(&members) {
                self.load(name_of_other, None, Conflict::Replace, askers)
                    .map_err(|fault| Fault::Failed(name, Phase::Load, Cause::Inner(Box::new(fault))))?;
                requires.insert(name_of_other);
            }
        }
        let serials = members.iter().flat_map(|member| self.loaded(member).unwrap().serials.clone()).collect();
        requires.extend(&members);
        Ok(Loaded { number: 0, args: BTreeMap::new(), requires, serials, got: Vec::new(), version: 0, members })
    }
}

/// Whether what was asked for, with what is configured, is what is loaded. Inside of a load, what is configured does not count: nothing can be
/// reloaded there.
fn is_same(asked: &Arguments, given: Option<&Arguments>, loaded: &Arguments, askers: &[Name]) -> bool {
    match given {
        Some(given) if !askers.is_empty() => given.iter().all(|(name, value)| loaded.get(name) == Some(value)),
        _ => asked == loaded,
    }
}
