//! What a host looks like at the moment, for tables and drawings.

use super::Host;
use super::state::{Node, State, Status, What};
use crate::entry::Origin;
use crate::plugin::definition::Role;
use std::sync::Arc;
use std::time::Duration;

/// A plugin or group, as it is.
pub(in crate::plugin) struct NodeView {
    pub(in crate::plugin) name: Arc<str>,
    pub(in crate::plugin) is_group: bool,
    pub(in crate::plugin) state: &'static str,
    pub(in crate::plugin) type_name: &'static str,
    pub(in crate::plugin) docs: &'static str,
    pub(in crate::plugin) origin: Option<Origin>,
    /// What its parameters or members say.
    pub(in crate::plugin) declared: Vec<Declared>,
    /// What it got, while it is loaded.
    pub(in crate::plugin) required: Vec<Arc<str>>,
    pub(in crate::plugin) dependents: Vec<Arc<str>>,
    pub(in crate::plugin) args: Option<String>,
    pub(in crate::plugin) took: Option<Duration>,
    /// The place among everything that is loaded, in the order of loading.
    pub(in crate::plugin) number: Option<u64>,
    pub(in crate::plugin) error: Option<String>,
}

/// A requirement as it was declared, with the name that it has in the host.
pub(in crate::plugin) struct Declared {
    pub(in crate::plugin) name: Arc<str>,
    /// It is always loaded before.
    pub(in crate::plugin) is_strict: bool,
    /// Whether the host has it.
    pub(in crate::plugin) exists: bool,
}

impl Host {
    /// Everything, sorted by name.
    pub(in crate::plugin) fn view(&self) -> Vec<NodeView> {
        let state = self.lock();
        let mut view: Vec<NodeView> = state.live().map(|(id, node)| state.view(id, node)).collect();
        view.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        view
    }
}

impl State {
    fn view(&self, id: usize, node: &Node) -> NodeView {
        let loaded = node.loaded();
        let names = |nodes: &mut dyn Iterator<Item = usize>| {
            let mut names: Vec<Arc<str>> = nodes.map(|node| self.name(node)).collect();
            names.sort_unstable();
            names
        };
        let (docs, origin) = match &node.what {
            What::Plugin(blueprint) => (blueprint.docs, blueprint.origin),
            What::Group(_) => ("", None),
        };
        NodeView {
            name: Arc::clone(&node.name),
            is_group: matches!(node.what, What::Group(_)),
            state: node.state(),
            type_name: node.type_of().name(),
            docs,
            origin,
            declared: self.declared(id, node),
            required: loaded.map(|loaded| names(&mut loaded.requires.iter().copied())).unwrap_or_default(),
            dependents: names(&mut self.dependents(id)),
            args: loaded.filter(|loaded| !loaded.args.is_empty()).map(|loaded| format!("{:?}", loaded.args)),
            took: loaded.map(|loaded| loaded.took),
            number: loaded.map(|loaded| loaded.number),
            error: node.failure.as_ref().filter(|_| !node.is_loaded()).map(|(_, error)| error.to_string()),
        }
    }

    fn declared(&self, id: usize, node: &Node) -> Vec<Declared> {
        let named = |name: &str, is_strict| match self.find(name) {
            Some(node) => Declared { name: self.name(node), is_strict, exists: true },
            None => Declared { name: name.into(), is_strict, exists: false },
        };
        match &node.what {
            What::Plugin(blueprint) => blueprint
                .parameters
                .iter()
                .filter_map(|parameter| match &parameter.role {
                    Role::One { plugin, optional, .. } => Some(named(plugin, !optional)),
                    Role::All { group, .. } => Some(named(group, true)),
                    Role::Lazy { plugin, .. } => Some(named(plugin, false)),
                    Role::Argument(_) | Role::Other => None,
                })
                .collect(),
            What::Group(group) => {
                let required = group.requirements().iter().map(|name| named(name, true));
                let members: Vec<Declared> = match self.members(id) {
                    Ok(members) => members
                        .into_iter()
                        .map(|member| Declared { name: self.name(member), is_strict: true, exists: true })
                        .collect(),
                    Err(_) => group.members().iter().map(|name| named(name, true)).collect(),
                };
                required.chain(members).collect()
            }
        }
    }
}

impl Node {
    fn state(&self) -> &'static str {
        match &self.status {
            Status::Loaded(_) => "loaded",
            Status::Loading(loading) if loading.abandoned => "abandoned",
            Status::Loading(_) => "loading",
            Status::Unloading(_) => "unloading",
            Status::Unloaded if !self.enabled => "disabled",
            Status::Unloaded if self.failure.is_some() => "failed",
            Status::Unloaded => "unloaded",
        }
    }
}
