//! What has to be loaded, and in which order, before anything is.

use super::state::{NodeId, State, Status, What};
use crate::plugin::args::Args;
use crate::plugin::definition::{Blueprint, Parameter, Role};
use crate::plugin::error::{Asking, Error, WrongType};
use crate::plugin::group::Members;
use crate::plugin::instance::TypeOf;
use crate::plugin::value::Value;
use hashbrown::{HashMap, HashSet};
use std::cell::RefMut;
use std::sync::Arc;

/// What has to be loaded: requirements come before what requires them, otherwise the order is that of the declarations.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// What is wrong, if the plan was to go on in spite of it; what cannot be loaded for it is no step.
    pub(super) errors: Vec<Error>,
}

pub(super) struct Step {
    pub(super) node: NodeId,
    /// What comes before: of a plugin, what stands for each of its parameters, if anything does; of a group, what it requires and then its
    /// members.
    pub(super) requires: Vec<Option<NodeId>>,
}

/// What is asked of a plan.
#[derive(Default)]
pub(super) struct Question<'a> {
    /// The arguments of these plugins, instead of their usual ones.
    pub(super) args: HashMap<NodeId, Arc<Args>>,
    /// These count as unloaded.
    pub(super) unloaded: Option<&'a HashSet<NodeId>>,
    /// This plugin is about to have another implementation.
    pub(super) replaced: Option<(NodeId, Blueprint)>,
    /// Whether `async fn`s can be called.
    pub(super) asynchronous: bool,
    /// The plugins whose functions have asked for this, the innermost first.
    pub(super) ancestors: &'a [NodeId],
    /// Whether to go on after an error.
    pub(super) collect: bool,
    /// Whether arguments and disabled plugins matter; if not, everything counts as unloaded.
    pub(super) only_graph: bool,
}

#[derive(Clone, Copy, Default)]
enum Mark {
    #[default]
    New,
    /// Its requirements are being looked at.
    Open,
    Loadable,
    NotLoadable,
}

/// The marks of all nodes, which are kept from plan to plan so that a small plan in a large host is a small thing.
#[derive(Default)]
pub(super) struct Marks {
    plan: u64,
    /// With the number of the plan that made it.
    of: Vec<(u64, Mark)>,
}

impl Marks {
    fn begin(&mut self, nodes: usize) {
        self.plan += 1;
        self.of.resize(nodes, (0, Mark::New));
    }

    fn get(&self, node: NodeId) -> Mark {
        let (plan, mark) = self.of[node];
        if plan == self.plan { mark } else { Mark::New }
    }

    fn set(&mut self, node: NodeId, mark: Mark) {
        self.of[node] = (self.plan, mark);
    }
}

struct Frame {
    node: NodeId,
    requires: Vec<Option<NodeId>>,
    next: usize,
    loadable: bool,
}

impl Question<'_> {
    fn is_loaded(&self, state: &State, node: NodeId) -> bool {
        !self.only_graph
            && state.nodes[node].is_loaded()
            && !self.unloaded.is_some_and(|unloaded| unloaded.contains(&node))
    }

    fn args<'s>(&'s self, state: &'s State, node: NodeId) -> &'s Arc<Args> {
        self.args.get(&node).unwrap_or_else(|| state.nodes[node].usual_args())
    }
}

/// What has to be loaded for `roots`.
///
/// # Errors
/// The first thing that is wrong, unless errors are to be collected.
pub(super) fn plan(state: &State, roots: &[NodeId], question: &Question<'_>) -> Result<Plan, Error> {
    let mut marks = state.marks.borrow_mut();
    marks.begin(state.nodes.len());
    let mut planning = Planning { state, question, marks, frames: Vec::new(), plan: Plan::default() };
    for &root in roots {
        planning.enter(root)?;
        planning.run()?;
    }
    Ok(planning.plan)
}

/// A depth-first search that keeps its own stack: the depth of requirements is no limit.
struct Planning<'a> {
    state: &'a State,
    question: &'a Question<'a>,
    marks: RefMut<'a, Marks>,
    frames: Vec<Frame>,
    plan: Plan,
}

impl<'a> Planning<'a> {
    fn run(&mut self) -> Result<(), Error> {
        while let Some(frame) = self.frames.last_mut() {
            if let Some(&required) = frame.requires.get(frame.next) {
                frame.next += 1;
                if let Some(required) = required {
                    self.enter(required)?;
                }
            } else {
                self.leave();
            }
        }
        Ok(())
    }

    /// Looks at a requirement of the last frame, or at a root.
    fn enter(&mut self, node: NodeId) -> Result<(), Error> {
        match self.marks.get(node) {
            Mark::Loadable => return Ok(()),
            Mark::NotLoadable => {
                self.spoil();
                return Ok(());
            }
            Mark::Open => return self.fault(self.cycle(node)),
            Mark::New => {}
        }
        if self.question.is_loaded(self.state, node) {
            return Ok(());
        }
        if self.question.ancestors.contains(&node) {
            return self.fault(self.cycle_through_ancestors(node));
        }
        let mut loadable = true;
        if let Err(error) = self.check(node) {
            loadable = false;
            self.fault(error)?;
        }
        let mut requires = self.requirements(node, &mut loadable)?;
        if !loadable && !self.question.only_graph {
            // nothing is loaded for the sake of what cannot be loaded
            requires.clear();
        }
        self.marks.set(node, Mark::Open);
        self.frames.push(Frame { node, requires, next: 0, loadable });
        Ok(())
    }

    fn leave(&mut self) {
        let Some(Frame { node, requires, loadable, .. }) = self.frames.pop() else { return };
        self.marks.set(node, if loadable { Mark::Loadable } else { Mark::NotLoadable });
        if loadable {
            self.plan.steps.push(Step { node, requires });
        } else {
            self.spoil();
        }
    }

    /// What requires something that cannot be loaded cannot be loaded either.
    fn spoil(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.loadable = false;
        }
    }

    fn fault(&mut self, error: Error) -> Result<(), Error> {
        if !self.question.collect {
            return Err(error);
        }
        self.spoil();
        self.plan.errors.push(error);
        Ok(())
    }

    /// Whether the plugin itself can be loaded.
    fn check(&self, node: NodeId) -> Result<(), Error> {
        if self.question.only_graph {
            return Ok(());
        }
        let this = &self.state.nodes[node];
        if !this.enabled {
            return Err(Error::Disabled { plugin: Arc::clone(&this.name), path: self.path(node) });
        }
        if matches!(&this.status, Status::Loading(loading) if loading.abandoned) {
            return Err(Error::StillRunning { plugin: Arc::clone(&this.name) });
        }
        let Some(blueprint) = self.blueprint(node) else { return Ok(()) };
        if blueprint.load.is_async() && !self.question.asynchronous {
            return Err(Error::Async { plugin: Arc::clone(&this.name), path: self.path(node) });
        }
        let args = self.question.args(self.state, node);
        super::arguments::check(&this.name, blueprint, args, || self.path(node))
    }

    fn blueprint(&self, node: NodeId) -> Option<&'a Blueprint> {
        match &self.question.replaced {
            Some((replaced, blueprint)) if *replaced == node => Some(blueprint),
            _ => match &self.state.nodes[node].what {
                What::Plugin(blueprint) => Some(blueprint),
                What::Group(_) => None,
            },
        }
    }

    /// What comes before `node`; what stands against that is noted, if errors are to be collected.
    fn requirements(&mut self, node: NodeId, loadable: &mut bool) -> Result<Vec<Option<NodeId>>, Error> {
        let Some(blueprint) = self.blueprint(node) else { return self.requirements_of_group(node, loadable) };
        let args = self.question.args(self.state, node);
        let mut requires = Vec::with_capacity(blueprint.parameters.len());
        for parameter in &*blueprint.parameters {
            let found = self.requirement(node, parameter, args);
            requires.push(self.or_noted(found, loadable)?);
        }
        Ok(requires)
    }

    /// What stands for a parameter, if anything does.
    fn requirement(&self, node: NodeId, parameter: &Parameter, args: &Args) -> Result<Option<NodeId>, Error> {
        if let Some(value) = args.get(&parameter.name) {
            // supplied, so not loaded
            return self.check_supplied(node, &parameter.name, &parameter.role, value).map(|()| None);
        }
        let asking = || Asking::Parameter { plugin: self.state.name(node), parameter: (&*parameter.name).into() };
        let found = match &parameter.role {
            Role::One { plugin, output, optional } => {
                let found = self.find(node, plugin, *optional)?;
                found.map(|found| self.check_type(node, found, output(), asking).map(|()| found))
            }
            // a requirement makes the group: nobody may be in it yet
            Role::All { group, output } => {
                let found = self.state.find(group);
                found.map(|found| self.check_members(node, found, output(), &asking).map(|()| found))
            }
            Role::Lazy { plugin, output } if self.question.only_graph => {
                let found = self.find(node, plugin, false)?;
                return found.map_or(Ok(None), |found| self.check_type(node, found, output(), asking).map(|()| None));
            }
            Role::Lazy { .. } | Role::Argument(_) | Role::Other => None,
        };
        found.transpose()
    }

    fn requirements_of_group(&mut self, node: NodeId, loadable: &mut bool) -> Result<Vec<Option<NodeId>>, Error> {
        let What::Group(group) = &self.state.nodes[node].what else { return Ok(Vec::new()) };
        let mut requires = Vec::new();
        for required in group.requirements() {
            let found = self.find(node, required, false);
            requires.push(self.or_noted(found, loadable)?);
        }
        let members = self.members(node).map(Some);
        let members = self.or_noted(members, loadable)?;
        if group.wrapper().is_none() || self.question.only_graph {
            requires.extend(members.into_iter().flatten().map(Some));
        }
        Ok(requires)
    }

    /// What was found; or nothing, if errors are to be collected and this is one.
    fn or_noted<T>(&mut self, found: Result<Option<T>, Error>, loadable: &mut bool) -> Result<Option<T>, Error> {
        found.or_else(|error| {
            *loadable = false;
            self.fault(error).map(|()| None)
        })
    }

    /// The members of a group that can be loaded.
    fn members(&self, group: NodeId) -> Result<Vec<NodeId>, Error> {
        let members = self.state.members(group);
        let mut members = members.map_err(|name| self.missing(group, name))?;
        members.retain(|member| self.state.nodes[*member].enabled);
        Ok(members)
    }

    fn find(&self, by: NodeId, name: &str, optional: bool) -> Result<Option<NodeId>, Error> {
        match self.state.find(name) {
            Some(node) if optional && !self.state.nodes[node].enabled => Ok(None),
            Some(node) => Ok(Some(node)),
            None if optional => Ok(None),
            None => Err(self.missing(by, name)),
        }
    }

    fn missing(&self, by: NodeId, name: &str) -> Error {
        let mut path = self.path(by);
        path.push(name.into());
        self.state.not_found(name, path)
    }

    fn check_type(
        &self,
        by: NodeId,
        required: NodeId,
        expected: TypeOf,
        asking: impl Fn() -> Asking,
    ) -> Result<(), Error> {
        let found = self.blueprint(required).map_or_else(TypeOf::of::<Members>, |blueprint| (blueprint.output)());
        if found == expected {
            return Ok(());
        }
        let plugin = self.state.name(required);
        let path = self.path(by);
        Err(Arc::new(WrongType { asking: asking(), plugin, expected, found, path }).into())
    }

    /// A group, or a single plugin in place of one.
    fn check_members(
        &self,
        by: NodeId,
        group: NodeId,
        expected: TypeOf,
        asking: &impl Fn() -> Asking,
    ) -> Result<(), Error> {
        let mut rest = vec![group];
        let mut seen = HashSet::new();
        while let Some(node) = rest.pop() {
            if self.blueprint(node).is_some() {
                self.check_type(by, node, expected, asking)?;
            } else if seen.insert(node) {
                match self.loaded_members(node) {
                    Some(members) => rest.extend(members),
                    None => rest.extend(self.members(node)?),
                }
            }
        }
        Ok(())
    }

    /// The members that a loaded group has, which may not be those that it would have if it were loaded now.
    fn loaded_members(&self, group: NodeId) -> Option<Vec<NodeId>> {
        if !self.question.is_loaded(self.state, group) {
            return None;
        }
        let members = self.state.nodes[group].loaded()?.instance.downcast::<Members>().ok()?;
        Some(members.iter().filter_map(|(member, _)| self.state.find(member)).collect())
    }

    fn check_supplied(&self, by: NodeId, parameter: &str, role: &Role, value: &Value) -> Result<(), Error> {
        let name = &self.state.nodes[by].name;
        super::arguments::check_supplied(name, parameter, role, value, || self.path(by))
    }

    /// The way to `node`, from the root.
    fn path(&self, node: NodeId) -> Vec<Arc<str>> {
        let mut path: Vec<_> = self.frames.iter().map(|frame| self.state.name(frame.node)).collect();
        if self.frames.last().map(|frame| frame.node) != Some(node) {
            path.push(self.state.name(node));
        }
        path
    }

    fn cycle(&self, node: NodeId) -> Error {
        let start = self.frames.iter().position(|frame| frame.node == node).unwrap_or(0);
        let circle = self.frames[start..].iter().map(|frame| self.state.name(frame.node));
        Error::Cycle { path: circle.chain([self.state.name(node)]).collect() }
    }

    fn cycle_through_ancestors(&self, node: NodeId) -> Error {
        let end = self.question.ancestors.iter().position(|ancestor| *ancestor == node).unwrap_or(0);
        let ancestors = self.question.ancestors[..=end].iter().rev().map(|ancestor| self.state.name(*ancestor));
        let frames = self.frames.iter().map(|frame| self.state.name(frame.node));
        Error::Cycle { path: ancestors.chain(frames).chain([self.state.name(node)]).collect() }
    }
}
