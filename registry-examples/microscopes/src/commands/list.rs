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
    has_metadata: bool,
}

pub(crate) fn list(json: bool) -> String {
    let mut rows = rows(&MICROSCOPES);
    rows.extend(self::rows(&STORAGE_BACKENDS));
    if json { as_json(&rows) } else { as_table(&rows) }
}

fn rows<I: ?Sized>(registry: &'static Registry<I>) -> Vec<Row> {
    let row = |entry: &'static registry_core::Entry<I>| Row {
        kind: entry.kind(),
        name: entry.name(),
        description: entry.docs(),
        has_metadata: METADATA_HANDLERS.contains(entry.name()),
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
    let rows = rows.iter().map(|Row { kind, name, description, has_metadata }| {
        json!({ "kind": kind, "name": name, "description": description, "has_metadata": has_metadata })
    });
    format!("{:#}\n", rows.collect::<Value>())
}
