//! `microscopes list`

use crate::handler::MICROSCOPES;
use crate::metadata::METADATA_HANDLERS;
use crate::storage::STORAGE_BACKENDS;
use registry_core::Registry;
use serde_json::{Value, json};
use std::fmt::Write;

struct Row {
    kind: &'static str,
    name: &'static str,
    description: &'static str,
    /// Whether it can read metadata, for a microscope.
    has_metadata: Option<bool>,
}

pub(crate) fn list(json: bool) -> String {
    let mut rows = rows(&MICROSCOPES, |name| Some(METADATA_HANDLERS.contains(name)));
    rows.extend(self::rows(&STORAGE_BACKENDS, |_| None));
    if json { as_json(&rows) } else { as_table(&rows) }
}

fn rows<I: ?Sized>(registry: &'static Registry<I>, has_metadata: fn(&str) -> Option<bool>) -> Vec<Row> {
    let row = |entry: &'static registry_core::Entry<I>| Row {
        kind: entry.kind(),
        name: entry.name(),
        description: entry.docs(),
        has_metadata: has_metadata(entry.name()),
    };
    registry.iter().map(row).collect()
}

fn as_table(rows: &[Row]) -> String {
    let mut table = String::new();
    for Row { kind, name, description, .. } in rows {
        let _ = writeln!(table, "{kind:17} {name:14} {description}");
    }
    table
}

fn as_json(rows: &[Row]) -> String {
    format!("{:#}\n", rows.iter().map(Row::as_json).collect::<Value>())
}

impl Row {
    fn as_json(&self) -> Value {
        let Self { kind, name, description, has_metadata } = self;
        let mut object = json!({ "kind": kind, "name": name, "description": description });
        if let Some(has_metadata) = has_metadata {
            object["has_metadata"] = json!(has_metadata);
        }
        object
    }
}
