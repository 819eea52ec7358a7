//! All that is known about a component.

use super::config::Config;
use super::related::{Secondary, primary, secondaries};
use crate::catalog::{AnyEntry, AnyRegistry};
use crate::cli::registries::{kind_at, title};
use crate::entry::{Deprecation, Origin};
use serde_json::{Map, Value, json};

pub(super) struct Described<'a> {
    pub(super) entry: &'a AnyEntry,
    registry: &'a AnyRegistry,
    pub(super) config: Config,
    /// What the registry of the component is called.
    pub(super) title: String,
    /// The registry whose keys that of the component shares.
    pub(super) secondary_of: Option<String>,
    pub(super) secondaries: Vec<Secondary>,
}

impl<'a> Described<'a> {
    /// The entry of this registry, one of all.
    pub(super) fn of(entry: &'a AnyEntry, registry: &'a AnyRegistry, all: &[AnyRegistry]) -> Self {
        Self {
            entry,
            registry,
            config: Config::of(entry.name(), registry),
            title: title(registry, all),
            secondary_of: primary(registry).map(|(kind, path)| kind_at(kind, path, all)),
            secondaries: secondaries(entry, registry, all),
        }
    }

    pub(super) fn as_json(&self) -> Value {
        let Self { entry, registry, config, secondaries, .. } = self;
        json!({
            "kind": registry.kind(),
            "path": registry.path(),
            "name": entry.name(),
            "aliases": entry.aliases(),
            "docs": entry.docs(),
            "type": entry.type_name(),
            "origin": origin(entry.origin()),
            "api": entry.api(),
            "stable": entry.is_stable(),
            "deprecation": entry.deprecation().map(deprecation),
            "metadata": metadata(entry),
            "config": config.as_json(),
            "secondary_of": primary(registry).map(|(kind, path)| json!({ "kind": kind, "path": path })),
            "secondaries": secondaries.iter().map(Secondary::as_json).collect::<Value>(),
        })
    }
}

fn origin(origin: Origin) -> Value {
    json!({
        "crate": origin.crate_name,
        "version": origin.version,
        "module": origin.module,
        "file": origin.file,
        "line": origin.line,
        "column": origin.column,
    })
}

fn deprecation(Deprecation { since, note, remove_in }: Deprecation) -> Value {
    json!({ "since": since, "note": note, "remove_in": remove_in })
}

fn metadata(entry: &AnyEntry) -> Map<String, Value> {
    entry.metadata().iter().map(|(field, value)| ((*field).to_owned(), json!(value))).collect()
}
