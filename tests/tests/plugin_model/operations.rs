//! What is done to a host, and how it is made up.

use proptest::prelude::*;
use registry_core::plugin::Conflict;
use std::collections::BTreeMap;

pub(crate) type Name = &'static str;

pub(crate) const PLUGINS: [Name; 6] = ["p0", "p1", "p2", "p3", "p4", "p5"];
pub(crate) const GROUPS: [Name; 3] = ["g0", "g1", "g2"];

pub(crate) fn names() -> impl Iterator<Item = Name> {
    PLUGINS.into_iter().chain(GROUPS)
}

pub(crate) fn is_group(name: &str) -> bool {
    name.starts_with('g')
}

/// The value of an argument: a number, or a thing in place of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Number(u8),
    Supplied(usize),
}

/// By the names of parameters: `x`, `y`, or those of requirements.
pub(crate) type Arguments = BTreeMap<Name, Given>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    One,
    Optional,
    All,
}

/// What a plugin's function loads by itself.
#[derive(Clone, Debug)]
pub(crate) struct Dynamic {
    pub(crate) target: Name,
    pub(crate) args: Option<Arguments>,
    /// Whether the function goes on when that fails.
    pub(crate) tolerant: bool,
    /// Whether it asks the host instead of its context.
    pub(crate) through_host: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Plugin {
    pub(crate) requires: Vec<(Name, Need)>,
    /// Whether it takes `x` and `y`, and whether `x` must be given.
    pub(crate) argument: Option<bool>,
    pub(crate) groups: Vec<Name>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) members: Vec<Name>,
    pub(crate) requires: Vec<Name>,
    pub(crate) groups: Vec<Name>,
    /// With code around the load of the members, and what that loads beside them.
    pub(crate) wrapped: Option<Option<Name>>,
}

/// Code of a plugin that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    Load,
    Check,
    Unload,
    /// The destructor, which can only panic.
    Drop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Error,
    Panic,
}

#[derive(Clone, Debug)]
pub(crate) enum Operation {
    AddPlugin(Name, Plugin),
    AddGroup(Name, Group),
    AddToGroup(Name, Name),
    RemoveFromGroup(Name, Name),
    Remove(Name),
    Configure(Name, Arguments),
    Load(Name, Option<Arguments>, Conflict),
    LoadAll,
    Reload(Name),
    Replace(Name, Plugin, Arguments),
    /// With a plugin of another type.
    ReplaceWrongly(Name),
    Unload(Name),
    SetEnabled(&'static str, bool),
    Shutdown,
    /// The next time that this code runs, it fails.
    Fail(Name, Moment, How),
    /// What the plugin's function loads by itself from now on.
    Dynamics(Name, Vec<Dynamic>),
}

fn plugin_name() -> impl Strategy<Value = Name> {
    prop::sample::select(&PLUGINS[..])
}

fn group_name() -> impl Strategy<Value = Name> {
    prop::sample::select(&GROUPS[..])
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![3 => plugin_name(), 1 => group_name()]
}

fn arguments() -> impl Strategy<Value = Arguments> {
    let given = prop_oneof![
        5 => (prop::sample::select(&["x", "y"][..]), 0..2_u8).prop_map(|(name, number)| (name, Given::Number(number))),
        1 => (name(), 0..3_usize).prop_map(|(name, thing)| (name, Given::Supplied(thing))),
    ];
    prop::collection::vec(given, 0..3).prop_map(|given| given.into_iter().collect())
}

fn need() -> impl Strategy<Value = (Name, Need)> {
    prop_oneof![
        6 => plugin_name().prop_map(|name| (name, Need::One)),
        2 => name().prop_map(|name| (name, Need::Optional)),
        1 => group_name().prop_map(|name| (name, Need::One)),
        2 => name().prop_map(|name| (name, Need::All)),
    ]
}

/// Most graphs should be loadable, so most requirements go to plugins with lower numbers.
fn plugin(of: Name) -> impl Strategy<Value = Plugin> {
    let requires = prop::collection::vec((need(), prop::bool::weighted(0.1)), 0..4);
    let argument = prop_oneof![3 => Just(None), 3 => Just(Some(false)), 1 => Just(Some(true))];
    let groups = prop::collection::vec(group_name(), 0..2);
    (requires, argument, groups).prop_map(move |(needs, argument, groups)| {
        let mut requires: Vec<(Name, Need)> = Vec::new();
        for ((name, need), anything) in needs {
            if (anything || is_group(name) || name < of) && !requires.iter().any(|(known, _)| *known == name) {
                requires.push((name, need));
            }
        }
        Plugin { requires, argument, groups: groups.into_iter().take(usize::from(of < "p3")).collect() }
    })
}

fn group(of: Name) -> impl Strategy<Value = Group> {
    let members = prop::collection::vec(prop_oneof![4 => plugin_name(), 1 => group_name()], 0..4);
    let requires = prop::collection::vec(plugin_name(), 0..2);
    let groups = prop::collection::vec(group_name(), 0..2);
    let wrapped = prop::option::weighted(0.3, prop::option::of(plugin_name()));
    (members, requires, groups, wrapped, prop::bool::weighted(0.1)).prop_map(
        move |(members, requires, groups, wrapped, anything)| {
            let mut group = Group { requires, wrapped, ..Group::default() };
            for member in members {
                if (anything || !is_group(member) || member < of) && !group.members.contains(&member) {
                    group.members.push(member);
                }
            }
            group.groups = groups.into_iter().filter(|name| *name > of).collect();
            group
        },
    )
}

fn dynamics() -> impl Strategy<Value = Vec<Dynamic>> {
    let args = prop::option::weighted(0.2, arguments());
    let dynamic = (name(), args, any::<bool>(), any::<bool>());
    let dynamic =
        dynamic.prop_map(|(target, args, tolerant, through_host)| Dynamic { target, args, tolerant, through_host });
    prop::collection::vec(dynamic, 0..3)
}

fn conflict() -> impl Strategy<Value = Conflict> {
    prop_oneof![
        4 => Just(Conflict::Replace),
        1 => Just(Conflict::KeepExisting),
        1 => Just(Conflict::Force),
        1 => Just(Conflict::Error),
    ]
}

fn add_plugin() -> impl Strategy<Value = Operation> {
    plugin_name().prop_flat_map(|name| plugin(name).prop_map(move |plugin| Operation::AddPlugin(name, plugin)))
}

fn add_group() -> impl Strategy<Value = Operation> {
    group_name().prop_flat_map(|name| group(name).prop_map(move |group| Operation::AddGroup(name, group)))
}

fn operation() -> impl Strategy<Value = Operation> {
    let moment = prop_oneof![
        3 => Just(Moment::Load),
        1 => Just(Moment::Check),
        2 => Just(Moment::Unload),
        1 => Just(Moment::Drop),
    ];
    let how = prop_oneof![Just(How::Error), Just(How::Panic)];
    let replace = plugin_name().prop_flat_map(|name| {
        (plugin(name), arguments()).prop_map(move |(plugin, args)| Operation::Replace(name, plugin, args))
    });
    let pattern = prop_oneof![9 => name(), 1 => prop::sample::select(&["*", "p*", "g?"][..])];
    prop_oneof![
        3 => add_plugin(),
        2 => add_group(),
        2 => (group_name(), name()).prop_map(|(group, name)| Operation::AddToGroup(group, name)),
        1 => (name(), name()).prop_map(|(group, name)| Operation::RemoveFromGroup(group, name)),
        1 => name().prop_map(Operation::Remove),
        2 => (name(), arguments()).prop_map(|(name, args)| Operation::Configure(name, args)),
        14 => (name(), prop::option::weighted(0.4, arguments()), conflict())
            .prop_map(|(name, args, conflict)| Operation::Load(name, args, conflict)),
        2 => Just(Operation::LoadAll),
        8 => name().prop_map(Operation::Reload),
        4 => replace,
        1 => name().prop_map(Operation::ReplaceWrongly),
        6 => name().prop_map(Operation::Unload),
        2 => (pattern, any::<bool>()).prop_map(|(pattern, enable)| Operation::SetEnabled(pattern, enable)),
        1 => Just(Operation::Shutdown),
        6 => (plugin_name(), moment, how).prop_map(|(name, moment, how)| Operation::Fail(name, moment, how)),
        4 => (plugin_name(), dynamics()).prop_map(|(name, dynamics)| Operation::Dynamics(name, dynamics)),
    ]
}

/// Some plugins and groups to begin with, and then anything.
pub(crate) fn operations() -> impl Strategy<Value = Vec<Operation>> {
    let plugins: Vec<_> = PLUGINS
        .iter()
        .map(|name| {
            let name = *name;
            prop::option::weighted(0.9, plugin(name).prop_map(move |plugin| Operation::AddPlugin(name, plugin)))
        })
        .collect();
    let groups = prop::collection::vec(add_group(), 0..4);
    let dynamics = (plugin_name(), dynamics()).prop_map(|(name, dynamics)| Operation::Dynamics(name, dynamics));
    let dynamics = prop::collection::vec(dynamics, 0..3);
    let rest = prop::collection::vec(operation(), 1..30);
    (plugins, groups, dynamics, rest).prop_map(|(plugins, groups, dynamics, rest)| {
        plugins.into_iter().flatten().chain(groups).chain(dynamics).chain(rest).collect()
    })
}
