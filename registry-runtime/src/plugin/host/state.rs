//! What a host knows: its plugins, by number and name, and what is loaded.

use super::gate::Gate;
use super::plan::Marks;
use crate::plugin::args::Args;
use crate::plugin::definition::{Blueprint, Hook};
use crate::plugin::error::{Error, NoSuchPlugin};
use crate::plugin::group::{Group, Members};
use crate::plugin::instance::{Instance, TypeOf};
use hashbrown::HashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

/// A plugin in a host, by its place among [`State::nodes`].
pub(in crate::plugin) type NodeId = usize;

/// Everything that changes, behind one lock. No code of a plugin runs while it is held.
#[derive(Default)]
pub(in crate::plugin) struct State {
    pub(super) nodes: Vec<Node>,
    /// Names and aliases.
    pub(super) names: HashMap<Arc<str>, NodeId>,
    /// The plugins that declare to be in a group, by the group's name and then by theirs.
    pub(super) declared_members: HashMap<Arc<str>, BTreeMap<Arc<str>, NodeId>>,
    pub(super) gate: Gate,
    /// What was said about which plugins are enabled, the last word last.
    pub(super) rules: Vec<super::enabled::Rule>,
    pub(super) marks: RefCell<Marks>,
    /// No arguments: most plugins have none.
    pub(super) no_args: Arc<Args>,
    /// What was linked and could not be added.
    pub(super) broken: Vec<Error>,
    /// How many loads have succeeded.
    loads: u64,
    /// How many loads were begun.
    attempts: u64,
    /// How many operations were begun that load.
    operations: u64,
}

/// A plugin in a host.
pub(super) struct Node {
    pub(super) name: Arc<str>,
    pub(super) what: What,
    pub(super) enabled: bool,
    pub(super) removed: bool,
    pub(super) status: Status,
    /// What is called with each new instance, after the plugin's own code.
    pub(super) ready: Vec<Hook>,
    /// What it is loaded with when nobody says otherwise.
    pub(super) configured: Arc<Args>,
    /// What it was loaded with before the reload that is under way.
    pub(super) previous: Option<Arc<Args>>,
    /// Loaded plugins that require this one, with the number of the load that made them do so. May hold some that do not any more.
    dependents: Vec<(NodeId, u64)>,
    stale_dependents: usize,
    /// Who waits for the end of what is being done to it.
    pub(super) waiting: Vec<Waker>,
    /// How the last attempt to load it ended, if it failed.
    pub(super) failure: Option<Box<(u64, Error)>>,
}

/// What stands behind a name.
#[derive(Clone)]
pub(super) enum What {
    Plugin(Blueprint),
    Group(Arc<Group>),
}

pub(super) enum Status {
    Unloaded,
    Loading(Loading),
    Loaded(Loaded),
    Unloading(Loaded),
}

/// A load under way: the plugin's function runs.
pub(super) struct Loading {
    pub(super) attempt: u64,
    pub(super) operation: u64,
    /// The plugin whose function asked for this load.
    pub(super) parent: Option<NodeId>,
    /// What its function has loaded by itself.
    pub(super) dynamic: Vec<NodeId>,
    /// What the loads that its function asked for are waiting for or running.
    pub(super) waits: Vec<NodeId>,
    /// Whoever asked for it has given up.
    pub(super) abandoned: bool,
}

pub(super) struct Loaded {
    pub(super) instance: Instance,
    pub(super) args: Arc<Args>,
    /// What it requires, each once.
    pub(super) requires: Vec<NodeId>,
    /// The number of the load among all that succeeded: what is required has a lower one.
    pub(super) number: u64,
    pub(super) took: Duration,
}

impl Node {
    pub(super) fn new(name: Arc<str>, what: What, configured: Arc<Args>) -> Self {
        Self {
            name,
            what,
            enabled: true,
            removed: false,
            status: Status::Unloaded,
            ready: Vec::new(),
            configured,
            previous: None,
            dependents: Vec::new(),
            stale_dependents: 0,
            waiting: Vec::new(),
            failure: None,
        }
    }

    /// Its name, and the aliases that it came with.
    pub(super) fn own_names(&self) -> Vec<&str> {
        let aliases = match &self.what {
            What::Plugin(blueprint) => &*blueprint.aliases,
            What::Group(_) => &[],
        };
        std::iter::once(&*self.name).chain(aliases.iter().copied()).collect()
    }

    pub(super) fn loaded(&self) -> Option<&Loaded> {
        match &self.status {
            Status::Loaded(loaded) => Some(loaded),
            _ => None,
        }
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.loaded().is_some()
    }

    /// What it will be loaded with if nobody says otherwise.
    pub(super) fn usual_args(&self) -> &Arc<Args> {
        self.previous.as_ref().unwrap_or(&self.configured)
    }

    pub(super) fn unload_hook(&self) -> Option<Hook> {
        match &self.what {
            What::Plugin(blueprint) => blueprint.hooks.unload.clone(),
            What::Group(_) => None,
        }
    }

    pub(super) fn ready_hooks(&self) -> Vec<Hook> {
        let own = match &self.what {
            What::Plugin(blueprint) => &*blueprint.hooks.ready,
            What::Group(_) => &[],
        };
        own.iter().chain(&self.ready).cloned().collect()
    }

    /// The type of its instances.
    pub(super) fn type_of(&self) -> TypeOf {
        match &self.what {
            What::Plugin(blueprint) => (blueprint.output)(),
            What::Group(_) => TypeOf::of::<Members>(),
        }
    }

    /// Whoever waits for it may look again.
    pub(super) fn wake(&mut self) -> Vec<Waker> {
        std::mem::take(&mut self.waiting)
    }
}

impl State {
    /// The node with this name or alias.
    pub(super) fn find(&self, name: &str) -> Option<NodeId> {
        self.names.get(name).copied()
    }

    /// # Errors
    /// [`Error::NotFound`] with the nearest names.
    pub(super) fn require(&self, name: &str) -> Result<NodeId, Error> {
        self.find(name).ok_or_else(|| self.not_found(name, Vec::new()))
    }

    pub(super) fn not_found(&self, name: &str, path: Vec<Arc<str>>) -> Error {
        let nearest = crate::error::nearest(name, self.names.keys().map(|name| &**name));
        let nearest = nearest.into_iter().map(Into::into).collect();
        let mut plugins: Vec<Arc<str>> = self.live().map(|(_, node)| Arc::clone(&node.name)).collect();
        plugins.sort_unstable();
        Arc::new(NoSuchPlugin { name: name.into(), path, nearest, plugins }).into()
    }

    pub(super) fn name(&self, node: NodeId) -> Arc<str> {
        Arc::clone(&self.nodes[node].name)
    }

    pub(super) fn next_attempt(&mut self) -> u64 {
        self.attempts += 1;
        self.attempts
    }

    pub(super) fn next_operation(&mut self) -> u64 {
        self.operations += 1;
        self.operations
    }

    /// Makes `node` loaded, and what it requires known to be required by it. Gives the error of the load before, to be dropped without the lock.
    pub(super) fn set_loaded(
        &mut self,
        node: NodeId,
        instance: Instance,
        args: Arc<Args>,
        mut requires: Vec<NodeId>,
        took: Duration,
    ) -> Option<Box<(u64, Error)>> {
        if requires.len() > 1 {
            requires.sort_unstable();
            requires.dedup();
        }
        self.loads += 1;
        let number = self.loads;
        for &required in &requires {
            self.nodes[required].dependents.push((node, number));
        }
        let this = &mut self.nodes[node];
        this.previous = None;
        this.status = Status::Loaded(Loaded { instance, args, requires, number, took });
        this.failure.take()
    }

    /// Makes `node` unloaded, and forgets that it requires anything.
    pub(super) fn set_unloaded(&mut self, node: NodeId) -> Option<Loaded> {
        let status = std::mem::replace(&mut self.nodes[node].status, Status::Unloaded);
        let (Status::Loaded(loaded) | Status::Unloading(loaded)) = status else { return None };
        for &required in &loaded.requires {
            self.forget_dependent(required, node, loaded.number);
        }
        Some(loaded)
    }

    /// In time that does not depend on how many dependents there are: the last one goes at once, others when they are half of all.
    fn forget_dependent(&mut self, required: NodeId, dependent: NodeId, number: u64) {
        let dependents = &mut self.nodes[required].dependents;
        if dependents.last() == Some(&(dependent, number)) {
            dependents.pop();
            return;
        }
        self.nodes[required].stale_dependents += 1;
        if self.nodes[required].stale_dependents * 2 > self.nodes[required].dependents.len() {
            let mut dependents = std::mem::take(&mut self.nodes[required].dependents);
            dependents.retain(|&(node, number)| self.is_load(node, number));
            self.nodes[required].dependents = dependents;
            self.nodes[required].stale_dependents = 0;
        }
    }

    /// The loaded plugins that require `node`.
    pub(super) fn dependents(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let dependents = self.nodes[node].dependents.iter();
        dependents.filter(|&&(node, number)| self.is_load(node, number)).map(|&(node, _)| node)
    }

    /// Whether `node` is loaded (or being unloaded) since its load with this number.
    fn is_load(&self, node: NodeId, number: u64) -> bool {
        match &self.nodes[node].status {
            Status::Loaded(loaded) | Status::Unloading(loaded) => loaded.number == number,
            _ => false,
        }
    }

    /// `nodes` and all loaded plugins that require them, directly or not, the last loaded first.
    pub(super) fn with_dependents(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut found: Vec<NodeId> = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        let mut rest: Vec<NodeId> = nodes.to_vec();
        while let Some(node) = rest.pop() {
            if self.nodes[node].is_loaded() && seen.insert(node) {
                found.push(node);
                rest.extend(self.dependents(node));
            }
        }
        let number = |node: &NodeId| self.nodes[*node].loaded().map_or(0, |loaded| loaded.number);
        found.sort_unstable_by_key(|node| std::cmp::Reverse(number(node)));
        found
    }

    /// The plugins in `group`, in order: those that were added to it, then those that declare to be in it, by name.
    pub(super) fn members(&self, node: NodeId) -> Result<Vec<NodeId>, &str> {
        let Node { name, what: What::Group(group), .. } = &self.nodes[node] else { return Ok(Vec::new()) };
        let mut members = Vec::new();
        for member in group.members() {
            members.push(self.find(member).ok_or(&**member)?);
        }
        let declared = self.declared_members.get(name).into_iter().flat_map(BTreeMap::values).copied();
        members.extend(declared);
        let mut seen = hashbrown::HashSet::new();
        members.retain(|member| seen.insert(*member));
        Ok(members)
    }
}
