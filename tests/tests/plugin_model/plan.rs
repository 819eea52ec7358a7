//! What has to be loaded for something, and what stands against it.

use super::model::{Kind, Model};
use super::operations::{Arguments, Given, Name, Need, Plugin, is_group};
use super::outcome::{Edges, Fault};
use std::collections::{BTreeMap, BTreeSet};

/// What has to be loaded, and what is wrong.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<(Name, Vec<Name>)>,
    pub(crate) faults: Vec<Fault>,
}

pub(crate) struct Question<'a> {
    pub(crate) args: &'a BTreeMap<Name, Arguments>,
    /// These count as unloaded.
    pub(crate) unloaded: &'a BTreeSet<Name>,
    /// This plugin counts as made so.
    pub(crate) replaced: Option<(Name, &'a Plugin)>,
    pub(crate) askers: &'a [Name],
}

impl<'a> Question<'a> {
    pub(crate) fn new(args: &'a BTreeMap<Name, Arguments>) -> Self {
        Self { args, unloaded: const { &BTreeSet::new() }, replaced: None, askers: &[] }
    }
}

struct Planning<'a> {
    model: &'a Model,
    question: &'a Question<'a>,
    plan: Plan,
    /// What is being looked at, the root first.
    open: Vec<Name>,
    /// Whether it can be loaded.
    done: BTreeMap<Name, bool>,
    edges: Edges,
}

impl Model {
    /// Requirements come first, in the order of the declarations.
    pub(crate) fn plan(&self, roots: &[Name], question: &Question<'_>) -> Plan {
        let mut edges = Edges::new();
        let asking: Vec<Name> = roots.iter().take(1).chain(question.askers).copied().collect();
        edges.extend(asking.windows(2).map(|pair| (pair[1], pair[0])));
        let mut planning =
            Planning { model: self, question, plan: Plan::default(), open: Vec::new(), done: BTreeMap::new(), edges };
        for root in roots {
            planning.visit(root);
        }
        let Planning { mut plan, edges, .. } = planning;
        for fault in &mut plan.faults {
            if let Fault::Cycle(of_fault) = fault {
                of_fault.clone_from(&edges);
            }
        }
        plan
    }

    /// What is wrong with these arguments.
    pub(crate) fn wrong_arguments(name: Name, plugin: &Plugin, args: &Arguments) -> Option<Fault> {
        let fits = |given: &Name, value: &Given| match *given {
            "x" | "y" => plugin.argument.is_some(),
            given => plugin.requires.iter().any(|(target, need)| {
                // a thing is no group, and a number is no thing
                let is_thing = *need == Need::All || !is_group(target);
                *target == given && is_thing && matches!(value, Given::Supplied(_))
            }),
        };
        let all_fit = args.iter().all(|(name, value)| fits(name, value));
        (!all_fit).then_some(Fault::Argument(name))
    }
}

impl Planning<'_> {
    fn is_loaded(&self, name: Name) -> bool {
        self.model.is_loaded(name) && !self.question.unloaded.contains(name)
    }

    /// Whether `name` is loaded or can be.
    fn visit(&mut self, name: Name) -> bool {
        if let Some(loadable) = self.done.get(name) {
            return *loadable;
        }
        if self.open.contains(&name) {
            self.plan.faults.push(Fault::Cycle(Edges::new()));
            return false;
        }
        if self.is_loaded(name) {
            return true;
        }
        if self.question.askers.contains(&name) {
            self.plan.faults.push(Fault::Cycle(Edges::new()));
            return false;
        }
        let mut faults = Vec::new();
        if !self.model.nodes[name].enabled {
            faults.push(Fault::Disabled(name));
        }
        let requires = match self.plugin(name) {
            Some(plugin) => self.requirements_of_plugin(name, &plugin, &mut faults),
            None => self.requirements_of_group(name, &mut faults),
        };
        let mut loadable = faults.is_empty();
        // nothing is loaded for the sake of what cannot be loaded
        let requires = if loadable { requires } else { Vec::new() };
        self.plan.faults.append(&mut faults);
        self.open.push(name);
        for required in &requires {
            self.edges.insert((name, required));
            loadable &= self.visit(required);
        }
        self.open.pop();
        self.done.insert(name, loadable);
        if loadable {
            self.plan.steps.push((name, requires));
        }
        loadable
    }

    fn plugin(&self, name: Name) -> Option<Plugin> {
        match (&self.question.replaced, &self.model.nodes[name].kind) {
            (Some((replaced, plugin)), _) if *replaced == name => Some((*plugin).clone()),
            (_, Kind::Plugin(plugin, _)) => Some(plugin.clone()),
            (_, Kind::Group(..)) => None,
        }
    }

    /// None if one is missing: nothing is loaded for the sake of what cannot be loaded.
    fn requirements_of_plugin(&self, name: Name, plugin: &Plugin, faults: &mut Vec<Fault>) -> Vec<Name> {
        let args = self.question.args.get(name).cloned().unwrap_or_else(|| self.model.usual_args(name));
        faults.extend(Model::wrong_arguments(name, plugin, &args));
        if plugin.argument == Some(true) && !args.contains_key("x") {
            faults.push(Fault::Argument(name));
        }
        let (mut requires, before) = (Vec::new(), faults.len());
        for (target, need) in &plugin.requires {
            // what is supplied is not loaded
            if args.contains_key(target) {
                continue;
            }
            match (self.model.nodes.get(target), need) {
                (None, Need::One) => faults.push(Fault::NotFound(target)),
                (None, _) => {}
                (Some(node), Need::Optional) if !node.enabled => {}
                (Some(_), Need::All) => {
                    faults.extend(self.missing_members(target, &mut BTreeSet::new()));
                    requires.push(*target);
                }
                (Some(_), _) => requires.push(*target),
            }
        }
        if faults.len() > before { Vec::new() } else { requires }
    }

    /// The members of a group that is yet to be loaded, which do not exist.
    fn missing_members(&self, name: Name, seen: &mut BTreeSet<Name>) -> Vec<Fault> {
        if !seen.insert(name) || self.is_loaded(name) {
            return Vec::new();
        }
        match self.model.enabled_members(name) {
            Ok(members) => members.iter().flat_map(|member| self.missing_members(member, seen)).collect(),
            Err(fault) => vec![fault],
        }
    }

    fn requirements_of_group(&self, name: Name, faults: &mut Vec<Fault>) -> Vec<Name> {
        let Kind::Group(group, _) = &self.model.nodes[name].kind else { return Vec::new() };
        let before = faults.len();
        let mut requires = Vec::new();
        for required in &group.requires {
            faults.extend(self.model.expect(required).err());
            requires.push(*required);
        }
        match self.model.enabled_members(name) {
            Ok(members) if group.wrapped.is_none() => requires.extend(members),
            Ok(_) => {}
            Err(fault) => faults.push(fault),
        }
        if faults.len() > before { Vec::new() } else { requires }
    }
}
