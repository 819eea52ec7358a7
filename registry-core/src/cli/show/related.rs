//! What stands beside a component in secondary registries.

use crate::catalog::{AnyEntry, AnyRegistry};
use serde_json::{Value, json};

/// A component of another registry that belongs to this one.
pub(super) struct Secondary {
    kind: &'static str,
    name: &'static str,
    type_name: &'static str,
}

impl Secondary {
    pub(super) fn as_text(&self) -> String {
        let Self { kind, name, type_name } = self;
        format!("{kind} \"{name}\": {type_name}")
    }

    pub(super) fn as_json(&self) -> Value {
        json!({ "kind": self.kind, "name": self.name, "type": self.type_name })
    }
}

/// What has a name of `entry` in a registry that is secondary to `registry`, and what came with the attribute of `entry`.
pub(super) fn secondaries(entry: &AnyEntry, registry: &AnyRegistry, all: &[AnyRegistry]) -> Vec<Secondary> {
    // the instances of a generic type have one attribute, and it does not tell which of them a component belongs to
    let alone = registry.iter().filter(|other| other.origin() == entry.origin()).count() == 1;
    let others = all.iter().filter(|other| other.kind() != registry.kind());
    let mut secondaries = Vec::new();
    for other in others {
        let has_its_keys = other.secondary_of() == Some(registry.kind());
        let belongs = |candidate: &&AnyEntry| {
            let came_with_it = alone && candidate.is_secondary() && candidate.origin() == entry.origin();
            let has_its_name = candidate.name() == entry.name() || entry.aliases().contains(&candidate.name());
            came_with_it || has_its_keys && has_its_name
        };
        secondaries.extend(other.iter().filter(belongs).map(|secondary| Secondary {
            kind: other.kind(),
            name: secondary.name(),
            type_name: secondary.type_name(),
        }));
    }
    secondaries
}
