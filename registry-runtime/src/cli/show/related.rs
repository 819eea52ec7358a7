//! What stands beside a component in secondary registries.

use crate::catalog::{AnyEntry, AnyRegistry};
use crate::cli::registries::kind_at;
use serde_json::{Value, json};

/// A component of another registry that belongs to this one.
pub(super) struct Secondary {
    kind: &'static str,
    path: &'static str,
    /// What its registry is called.
    title: String,
    name: &'static str,
    type_name: &'static str,
}

impl Secondary {
    pub(super) fn as_text(&self) -> String {
        let Self { title, name, type_name, .. } = self;
        format!("{title} \"{name}\": {type_name}")
    }

    pub(super) fn as_json(&self) -> Value {
        let Self { kind, path, name, type_name, .. } = self;
        json!({ "kind": kind, "path": path, "name": name, "type": type_name })
    }
}

/// Kind and path of the registry whose keys this one shares.
pub(super) fn primary(registry: &AnyRegistry) -> Option<(&'static str, &'static str)> {
    Some((registry.secondary_of()?, registry.secondary_of_path()?))
}

/// How many registries there are from this one to one that is not secondary.
pub(super) fn depth(registry: &AnyRegistry, all: &[AnyRegistry]) -> usize {
    let next = |registry: &&AnyRegistry| all.iter().find(|other| Some(other.path()) == registry.secondary_of_path());
    // if one were secondary to itself, this would not end
    std::iter::successors(Some(registry), next).take(all.len()).skip(1).count()
}

/// What has a name of `entry` in a registry that is secondary to `registry`, and what came with the attribute of `entry`.
pub(super) fn secondaries(entry: &AnyEntry, registry: &AnyRegistry, all: &[AnyRegistry]) -> Vec<Secondary> {
    // the instances of a generic type have one attribute, and it does not tell which of them a component belongs to
    let alone = registry.iter().filter(|other| other.origin() == entry.origin()).count() == 1;
    let others = all.iter().filter(|other| other.path() != registry.path());
    let mut secondaries = Vec::new();
    for other in others {
        let has_its_keys = other.secondary_of_path() == Some(registry.path());
        let belongs = |candidate: &&AnyEntry| {
            let came_with_it = alone && candidate.is_secondary() && candidate.origin() == entry.origin();
            let has_its_name = candidate.name() == entry.name() || entry.aliases().contains(&candidate.name());
            came_with_it || has_its_keys && has_its_name
        };
        secondaries.extend(other.iter().filter(belongs).map(|secondary| Secondary {
            kind: other.kind(),
            path: other.path(),
            title: kind_at(other.kind(), other.path(), all),
            name: secondary.name(),
            type_name: secondary.type_name(),
        }));
    }
    secondaries
}
