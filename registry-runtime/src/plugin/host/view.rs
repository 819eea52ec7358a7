//! What a host looks like at the moment: its table and its drawing.

use super::Host;
use super::state::{Node, NodeId, State, Status as NodeStatus, What};
use crate::plugin::definition::Role;
use crate::plugin::error::Error;
use crate::plugin::graph::{Graph, GraphEdge, GraphNode};
use crate::plugin::status::{PluginState, PluginStatus, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Host {
    /// What the host has and what is loaded.
    #[must_use]
    pub fn status(&self) -> Status {
        let found: Vec<(PluginStatus, Option<Error>)> = {
            let state = self.lock();
            state.live().map(|(id, node)| (state.status(id, node), node.last_error())).collect()
        };
        // the texts of errors are made by the plugins' code, so without the lock
        let with_error = |(status, error): (PluginStatus, Option<Error>)| {
            let error = error.map(|error| error.to_string());
            PluginStatus { error, ..status }
        };
        let mut plugins: Vec<PluginStatus> = found.into_iter().map(with_error).collect();
        plugins.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Status { plugins }
    }

    /// Who requires whom: what is declared, and what plugins that are loaded have asked for by themselves.
    #[must_use]
    pub fn graph(&self) -> Graph {
        let state = self.lock();
        let mut nodes: BTreeMap<Arc<str>, GraphNode> = BTreeMap::new();
        // the looser of two edges is not worth drawing
        let mut edges: BTreeMap<(Arc<str>, Arc<str>), bool> = BTreeMap::new();
        for (id, node) in state.live() {
            nodes.insert(Arc::clone(&node.name), GraphNode::of(node));
            for Declared { name, is_loose } in state.declared(id, node) {
                let edge = edges.entry((Arc::clone(&node.name), name)).or_insert(is_loose);
                *edge &= is_loose;
            }
            let required = node.loaded().map(|loaded| &*loaded.requires).unwrap_or_default();
            for required in required {
                edges.entry((Arc::clone(&node.name), state.name(*required))).or_insert(false);
            }
        }
        for (_, to) in edges.keys() {
            nodes.entry(Arc::clone(to)).or_insert_with(|| GraphNode::missing(to));
        }
        let places: BTreeMap<Arc<str>, usize> =
            nodes.keys().enumerate().map(|(place, name)| (Arc::clone(name), place)).collect();
        let edges = edges.iter().map(|((from, to), is_loose)| GraphEdge {
            from: places[from],
            to: places[to],
            is_loose: *is_loose,
        });
        let edges = edges.collect();
        Graph { nodes: nodes.into_values().collect(), edges }
    }
}

/// A requirement as it was declared, under the name that it has in the host.
struct Declared {
    name: Arc<str>,
    /// It is optional or lazy.
    is_loose: bool,
}

impl State {
    fn status(&self, id: NodeId, node: &Node) -> PluginStatus {
        let loaded = node.loaded();
        let requires: BTreeSet<Arc<str>> = match loaded {
            Some(loaded) => loaded.requires.iter().map(|required| self.name(*required)).collect(),
            None => self.declared(id, node).into_iter().map(|declared| declared.name).collect(),
        };
        let dependents: BTreeSet<Arc<str>> = self.dependents(id).map(|dependent| self.name(dependent)).collect();
        let (docs, origin) = match &node.what {
            What::Plugin(blueprint) => (blueprint.docs, blueprint.origin),
            What::Group(_) => ("", None),
        };
        PluginStatus {
            name: Arc::clone(&node.name),
            state: node.state(),
            is_group: matches!(node.what, What::Group(_)),
            type_name: node.type_of().name(),
            docs,
            origin,
            requires: requires.into_iter().collect(),
            dependents: dependents.into_iter().collect(),
            args: loaded.filter(|loaded| !loaded.args.is_empty()).map(|loaded| format!("{:?}", loaded.args)),
            took: loaded.map(|loaded| loaded.took),
            error: None,
        }
    }

    fn declared(&self, id: NodeId, node: &Node) -> Vec<Declared> {
        let named = |name: &str, is_loose| {
            let name = self.find(name).map_or_else(|| Arc::from(name), |node| self.name(node));
            Declared { name, is_loose }
        };
        match &node.what {
            What::Plugin(blueprint) => {
                let of_parameter = |role: &Role| match role {
                    Role::One { plugin, optional, .. } => Some(named(plugin, *optional)),
                    Role::All { group, .. } => Some(named(group, self.find(group).is_none())),
                    Role::Lazy { plugin, .. } => Some(named(plugin, true)),
                    Role::Argument(_) | Role::Other => None,
                };
                blueprint.parameters.iter().filter_map(|parameter| of_parameter(&parameter.role)).collect()
            }
            What::Group(group) => {
                let required = group.requirements().iter().map(|name| named(name, false));
                let members: Vec<Declared> = match self.members(id) {
                    Ok(members) => members.into_iter().map(|member| named(&self.name(member), false)).collect(),
                    Err(_) => group.members().iter().map(|name| named(name, false)).collect(),
                };
                required.chain(members).collect()
            }
        }
    }
}

impl GraphNode {
    fn of(node: &Node) -> Self {
        let is_group = matches!(node.what, What::Group(_));
        Self { name: Arc::clone(&node.name), is_group, is_loaded: node.is_loaded(), is_missing: false }
    }

    fn missing(name: &Arc<str>) -> Self {
        Self { name: Arc::clone(name), is_group: false, is_loaded: false, is_missing: true }
    }
}

impl Node {
    fn last_error(&self) -> Option<Error> {
        self.failure.as_deref().filter(|_| !self.is_loaded()).map(|(_, error)| error.clone())
    }

    fn state(&self) -> PluginState {
        match &self.status {
            NodeStatus::Loaded(_) => PluginState::Loaded,
            NodeStatus::Loading(loading) if loading.abandoned => PluginState::Abandoned,
            NodeStatus::Loading(_) => PluginState::Loading,
            NodeStatus::Unloading(_) => PluginState::Unloading,
            NodeStatus::Unloaded if !self.enabled => PluginState::Disabled,
            NodeStatus::Unloaded if self.failure.is_some() => PluginState::Failed,
            NodeStatus::Unloaded => PluginState::Unloaded,
        }
    }
}
