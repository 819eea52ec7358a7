//! Random sequences of operations, on a host and on a model of plain maps.
//!
//! `PROPTEST_CASES` says how many sequences.

#[path = "plugin_model/machine.rs"]
mod machine;
#[path = "plugin_model/model.rs"]
mod model;
#[path = "plugin_model/operations.rs"]
mod operations;
#[path = "plugin_model/outcome.rs"]
mod outcome;
#[path = "plugin_model/plan.rs"]
mod plan;

use machine::Machine;
use model::{Kind, Model, Node};
use operations::{Group, Name, Operation, Plugin, is_group, names};
use outcome::{Fault, Given};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use registry_core::plugin::NewPlugin;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Model {
    fn add_plugin(&mut self, name: Name, plugin: &Plugin, version: usize) -> Result<(), Fault> {
        if self.nodes.contains_key(name) {
            return Err(Fault::Taken(name));
        }
        self.declare_groups(&plugin.groups);
        self.push(name, Kind::Plugin(plugin.clone(), version), &plugin.groups);
        Ok(())
    }

    fn add_group(&mut self, name: Name, group: &Group) -> Result<(), Fault> {
        match self.nodes.get(name).map(|node| &node.kind) {
            None | Some(Kind::Group(_, true)) => {}
            Some(_) => return Err(Fault::Taken(name)),
        }
        self.declare_groups(&group.groups);
        let kind = Kind::Group(group.clone(), false);
        match self.nodes.get_mut(name) {
            Some(node) => {
                node.kind = kind;
                node.groups.extend(&group.groups);
            }
            None => self.push(name, kind, &group.groups),
        }
        Ok(())
    }

    fn declare_groups(&mut self, groups: &[Name]) {
        for group in groups {
            if !self.nodes.contains_key(group) {
                self.push(group, Kind::Group(Group::default(), true), &[]);
            }
        }
    }

    fn push(&mut self, name: Name, kind: Kind, groups: &[Name]) {
        self.added += 1;
        let rule = self.rules.iter().rev().find(|(pattern, _)| matches(pattern, name));
        let node = Node {
            kind,
            groups: groups.iter().copied().collect(),
            enabled: rule.is_none_or(|(_, enable)| *enable),
            configured: BTreeMap::new(),
            added: self.added,
            loaded: None,
        };
        self.nodes.insert(name, node);
    }

    fn change_group(&mut self, name: Name, change: impl FnOnce(&mut Group)) -> Result<(), Fault> {
        match self.nodes.get_mut(name).map(|node| &mut node.kind) {
            None => Err(Fault::NotFound(name)),
            Some(Kind::Plugin(..)) => Err(Fault::Group(name)),
            Some(Kind::Group(group, _)) => {
                change(group);
                Ok(())
            }
        }
    }

    fn remove(&mut self, name: Name) -> Result<(), Fault> {
        self.expect(name)?;
        if self.is_loaded(name) {
            return Err(Fault::IsLoaded(name));
        }
        self.nodes.remove(name);
        Ok(())
    }

    fn configure(&mut self, name: Name, args: &operations::Arguments) -> Result<(), Fault> {
        self.expect(name)?;
        let node = self.nodes.get_mut(name).unwrap();
        match &node.kind {
            Kind::Group(..) => return Err(Fault::Group(name)),
            Kind::Plugin(plugin, _) => {
                if let Some(fault) = Self::wrong_arguments(name, plugin, args) {
                    return Err(fault);
                }
            }
        }
        node.configured.clone_from(args);
        Ok(())
    }

    fn set_enabled(&mut self, pattern: &'static str, enable: bool) -> Result<(), Fault> {
        if names().any(|name| name == pattern) {
            self.expect(pattern)?;
        }
        let matching: Vec<Name> = names().filter(|name| matches(pattern, name)).collect();
        let loaded: Vec<Fault> =
            matching.iter().filter(|name| self.is_loaded(name)).map(|name| Fault::IsLoaded(name)).collect();
        if !enable && !loaded.is_empty() {
            return Err(Fault::Any(loaded));
        }
        for name in matching {
            if let Some(node) = self.nodes.get_mut(name) {
                node.enabled = enable;
            }
        }
        self.rules.push((pattern, enable));
        Ok(())
    }

    fn replace(
        &mut self,
        name: Name,
        plugin: &Plugin,
        version: usize,
        args: &operations::Arguments,
    ) -> Result<(), Fault> {
        self.expect(name)?;
        if let Some(fault) = Self::wrong_arguments(name, plugin, args) {
            return Err(fault);
        }
        if self.is_loaded(name) {
            let replacement = (plugin.clone(), version, args.clone());
            return self.reload(name, Some(args.clone()), Some(replacement));
        }
        let node = self.nodes.get_mut(name).unwrap();
        node.kind = Kind::Plugin(plugin.clone(), version);
        node.configured.clone_from(args);
        Ok(())
    }
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern {
        "*" => true,
        "p*" => !is_group(name),
        "g?" => is_group(name),
        pattern => pattern == name,
    }
}

/// Gives what the host gave, and what it should have given.
fn apply(
    machine: &Machine,
    model: &mut Model,
    operation: &Operation,
    version: usize,
) -> (Result<bool, Given>, Result<bool, Fault>) {
    let host = &machine.host;
    match operation {
        Operation::AddPlugin(name, plugin) => {
            let given = host.add(machine.plugin(name, plugin, version)).map(drop);
            (Machine::done(given), no(model.add_plugin(name, plugin, version)))
        }
        Operation::AddGroup(name, group) => {
            (Machine::done(host.add_group(Machine::group(name, group))), no(model.add_group(name, group)))
        }
        Operation::AddToGroup(group, name) => {
            let add = |group: &mut Group| {
                if !group.members.contains(name) {
                    group.members.push(name);
                }
            };
            (Machine::done(host.add_to_group(group, *name)), no(model.change_group(group, add)))
        }
        Operation::RemoveFromGroup(group, name) => {
            let remove = |group: &mut Group| group.members.retain(|member| member != name);
            let given = host.remove_from_group(group, *name).map(drop);
            (Machine::done(given), no(model.change_group(group, remove)))
        }
        Operation::Remove(name) => (Machine::done(host.remove(*name)), no(model.remove(name))),
        Operation::Configure(name, args) => {
            (Machine::done(host.configure(*name, machine.args(args))), no(model.configure(name, args)))
        }
        Operation::Load(name, args, conflict) => {
            let options = machine.options(args.as_ref()).on_conflict(*conflict);
            let given = host.load_with(*name, options).map(drop);
            (Machine::done(given), no(model.load(name, args.as_ref(), *conflict, &[])))
        }
        Operation::LoadAll => (Machine::done(host.load_all()), no(model.load_all())),
        Operation::Reload(name) => (Machine::done(host.reload(*name)), no(model.reload(name, None, None))),
        Operation::Replace(name, plugin, args) => {
            let given = host.replace_with(*name, machine.plugin(name, plugin, version), machine.args(args));
            (Machine::done(given), no(model.replace(name, plugin, version, args)))
        }
        Operation::ReplaceWrongly(name) => {
            let expected = model.expect(name).and(Err(match is_group(name) {
                true => Fault::Group(name),
                false => Fault::WrongType(name),
            }));
            (Machine::done(host.replace(*name, NewPlugin::new("other", |_| Ok(0_u32)))), expected)
        }
        Operation::Unload(name) => (host.unload(*name).map_err(Given::from), model.unload(name)),
        Operation::SetEnabled(pattern, enable) => {
            let given = if *enable { host.enable(pattern) } else { host.disable(pattern) };
            (Machine::done(given.map(drop)), no(model.set_enabled(pattern, *enable)))
        }
        Operation::Shutdown => (Machine::done(host.shutdown()), no(model.shutdown())),
        Operation::Fail(name, moment, how) => {
            machine.script.fails.lock().unwrap().insert((name, *moment), *how);
            model.fails.insert((name, *moment), *how);
            (Ok(false), Ok(false))
        }
        Operation::Dynamics(name, dynamics) => {
            machine.set_dynamics(name, dynamics);
            model.dynamics.insert(name, dynamics.clone());
            (Ok(false), Ok(false))
        }
    }
}

fn no(result: Result<(), Fault>) -> Result<bool, Fault> {
    result.map(|()| false)
}

fn compare(machine: &Machine, model: &mut Model) {
    let loaded = machine.loaded();
    let expected: BTreeMap<Name, Vec<usize>> =
        names().filter_map(|name| Some((name, model.loaded(name)?.serials.clone()))).collect();
    assert_eq!(loaded, expected, "what is loaded");
    assert_eq!(machine.take_log(), std::mem::take(&mut model.log), "what has run, in order");
    assert_eq!(*machine.script.fails.lock().unwrap(), model.fails);
    let names: BTreeSet<String> = machine.host.names().iter().map(ToString::to_string).collect();
    assert_eq!(names, model.nodes.keys().map(ToString::to_string).collect());
    for (name, node) in &model.nodes {
        assert_eq!(machine.host.is_enabled(name), node.enabled, "{name}");
        let (Some(loaded), false) = (&node.loaded, is_group(name)) else { continue };
        let thing = machine.thing(name);
        assert_eq!(thing.got, loaded.got, "what {name} got");
        assert_eq!(thing.version, loaded.version, "{name}");
        let arguments = ["x", "y"].map(|argument| match loaded.args.get(argument) {
            Some(operations::Given::Number(number)) => Some(*number),
            _ => None,
        });
        assert_eq!(thing.arguments, arguments, "the arguments of {name}");
    }
}

fn run(operations: &[Operation]) {
    let machine = Machine::new();
    let mut model = Model::default();
    for (version, operation) in operations.iter().enumerate() {
        let (given, expected) = apply(&machine, &mut model, operation, version);
        let fits = match (&given, &expected) {
            (Ok(given), Ok(expected)) => given == expected,
            (Err(given), Err(expected)) => expected.fits(given),
            _ => false,
        };
        assert!(fits, "{operation:?} gave {given:?} instead of {expected:?}");
        compare(&machine, &mut model);
    }
    // what cannot be unloaded goes with the host, and nobody hears of that: here everything can
    model.fails.clear();
    machine.script.fails.lock().unwrap().clear();
    model.shutdown().unwrap();
    let script = Arc::clone(&machine.script);
    drop(machine);
    assert_eq!(*script.log.lock().unwrap(), model.log, "what has run when the host was dropped");
    assert_eq!(Arc::strong_count(&script), 1, "no instance and no plugin is left");
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(600)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, rng_seed: RngSeed::Fixed(4), ..ProptestConfig::default() })]

    #[test]
    fn a_host_does_what_plain_maps_do(operations in operations::operations()) {
        run(&operations);
    }
}
