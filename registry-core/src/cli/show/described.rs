//! All that is known about a component.

use super::config::Config;
use super::related::companions;
use crate::catalog::{AnyEntry, AnyRegistry};
use crate::entry::{Deprecation, Origin};
use serde_json::{Map, Value, json};

pub(super) struct Described<'a> {
    pub(super) entry: &'a AnyEntry,
    pub(super) config: Config,
    /// The kinds with a component of the same name.
    pub(super) also_in: Vec<&'static str>,
}

impl<'a> Described<'a> {
    /// The entry of this registry, one of all.
    pub(super) fn of(entry: &'a AnyEntry, registry: &AnyRegistry, all: &[AnyRegistry]) -> Self {
        Self { entry, config: Config::of(entry.name(), registry), also_in: companions(entry, all) }
    }

    pub(super) fn as_json(&self) -> Value {
        let Self { entry, config, also_in } = self;
        json!({
            "kind": entry.kind(),
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
            "also_in": also_in,
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
