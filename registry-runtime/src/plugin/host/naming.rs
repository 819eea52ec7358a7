//! Plugins, groups and their names, as the lock sees them.

use super::state::{Node, NodeId, State, What};
use crate::name;
use crate::plugin::args::Args;
use crate::plugin::definition::Blueprint;
use crate::plugin::error::{Asking, Error, WrongType};
use crate::plugin::group::Group;
use crate::plugin::instance::TypeOf;
use std::sync::Arc;

impl State {
    /// What was not removed.
    pub(super) fn live(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| !node.removed)
    }

    pub(super) fn add_plugin(&mut self, name: &str, blueprint: Blueprint) -> Result<Arc<str>, Error> {
        let name = self.free_name(name)?;
        let mut names = vec![Arc::clone(&name)];
        for alias in &blueprint.aliases {
            names.push(self.free_name(alias)?);
        }
        let groups: Vec<Arc<str>> = blueprint.groups.iter().map(|group| (&**group).into()).collect();
        let groups = self.groups_named(&groups, &names)?;
        let node = self.push(Arc::clone(&name), What::Plugin(blueprint));
        for group in groups {
            self.declared_members.entry(group).or_default().insert(Arc::clone(&name), node);
        }
        self.names.extend(names.into_iter().map(|name| (name, node)));
        Ok(name)
    }

    pub(super) fn add_group(&mut self, group: Group) -> Result<(), Error> {
        let existing = self.find(group.name()).filter(|node| match &self.nodes[*node].what {
            What::Group(known) => known.is_only_declared(),
            What::Plugin(_) => false,
        });
        let name = match existing {
            Some(node) => self.name(node),
            None => self.free_name(group.name())?,
        };
        let groups = self.groups_named(group.groups(), &[Arc::clone(&name)])?;
        let node = match existing {
            Some(node) => node,
            None => self.push(Arc::clone(&name), What::Group(Arc::new(Group::new("")))),
        };
        self.nodes[node].what = What::Group(Arc::new(group));
        for group in groups {
            self.declared_members.entry(group).or_default().insert(Arc::clone(&name), node);
        }
        self.names.insert(name, node);
        Ok(())
    }

    pub(super) fn change_group<T>(&mut self, group: &str, change: impl FnOnce(&mut Group) -> T) -> Result<T, Error> {
        let node = self.require(group)?;
        match &mut self.nodes[node].what {
            What::Group(group) => Ok(change(Arc::make_mut(group))),
            What::Plugin(_) => Err(self.not_a_group(node, "it has no members")),
        }
    }

    /// What stood behind the name, to be dropped without the lock.
    pub(super) fn remove(&mut self, name: &str) -> Result<Node, Error> {
        let node = self.require(name)?;
        self.expect_unloaded(node, "remove")?;
        self.names.retain(|_, named| *named != node);
        for members in self.declared_members.values_mut() {
            members.retain(|_, member| *member != node);
        }
        let nothing = What::Group(Arc::new(Group::new("")));
        let mut hole = Node::new(Arc::from(""), nothing, Arc::clone(&self.no_args));
        hole.removed = true;
        Ok(std::mem::replace(&mut self.nodes[node], hole))
    }

    /// The arguments that were configured before, to be dropped without the lock.
    pub(super) fn configure(&mut self, name: &str, args: Args) -> Result<Arc<Args>, Error> {
        let node = self.require(name)?;
        super::arguments::check_given(&self.name(node), self.configurable(node)?, &args)?;
        Ok(std::mem::replace(&mut self.nodes[node].configured, Arc::new(args)))
    }

    /// What has arguments.
    ///
    /// # Errors
    /// [`Error::Group`]
    pub(super) fn configurable(&self, node: NodeId) -> Result<&Blueprint, Error> {
        match &self.nodes[node].what {
            What::Plugin(blueprint) => Ok(blueprint),
            What::Group(_) => Err(Error::Group {
                plugin: self.name(node),
                is_group: true,
                what: "it has no arguments, but its members may have some",
            }),
        }
    }

    /// # Errors
    /// [`Error::WrongType`], if instances of `node` are of another type.
    pub(super) fn expect_type(&self, node: NodeId, expected: TypeOf) -> Result<(), Error> {
        let found = self.nodes[node].type_of();
        if found == expected {
            return Ok(());
        }
        let plugin = self.name(node);
        Err(Arc::new(WrongType { asking: Asking::Caller, plugin, expected, found, path: Vec::new() }).into())
    }

    /// # Errors
    /// [`Error::IsLoaded`], if `node` is.
    pub(super) fn expect_unloaded(&self, node: NodeId, what: &'static str) -> Result<(), Error> {
        if self.nodes[node].is_loaded() { Err(Error::IsLoaded { plugin: self.name(node), what }) } else { Ok(()) }
    }

    /// # Errors
    /// [`Error::Name`] and [`Error::Taken`].
    pub(super) fn free_name(&self, name: &str) -> Result<Arc<str>, Error> {
        if let Some(fault) = name::fault(name) {
            return Err(Error::Name { name: name.to_owned(), fault });
        }
        match self.find(name) {
            Some(_) => Err(Error::Taken { plugin: name.into() }),
            None => Ok(name.into()),
        }
    }

    fn push(&mut self, name: Arc<str>, what: What) -> NodeId {
        let mut node = Node::new(name, what, Arc::clone(&self.no_args));
        node.enabled = self.rules.is_empty() || self.is_enabled_by_rules(&node);
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The names of these groups, which are made if they do not exist; or nothing is done.
    fn groups_named(&mut self, groups: &[Arc<str>], newcomer: &[Arc<str>]) -> Result<Vec<Arc<str>>, Error> {
        for group in groups {
            match self.find(group) {
                Some(node) if matches!(self.nodes[node].what, What::Plugin(_)) => {
                    return Err(self.not_a_group(node, "nothing can be in it"));
                }
                None if newcomer.contains(group) => return Err(Error::Taken { plugin: Arc::clone(group) }),
                None => drop(self.free_name(group)?),
                Some(_) => {}
            }
        }
        Ok(groups.iter().map(|group| self.group_named(group)).collect())
    }

    fn group_named(&mut self, group: &Arc<str>) -> Arc<str> {
        if let Some(node) = self.find(group) {
            return self.name(node);
        }
        let node = self.push(Arc::clone(group), What::Group(Arc::new(Group::declared(group))));
        self.names.insert(Arc::clone(group), node);
        Arc::clone(group)
    }

    fn not_a_group(&self, node: NodeId, what: &'static str) -> Error {
        Error::Group { plugin: self.name(node), is_group: false, what }
    }
}
