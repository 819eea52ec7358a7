//! What is registered, and where: in every registry that is linked, also those that this program does not know.

use crate::arguments::ListArguments;
use crate::error::Error;
use crate::nearest::nearest_first;
use crate::report::empty_table;
use registry_core::{AnyEntry, AnyRegistry, Table, catalog};

pub(crate) fn list(arguments: &ListArguments) -> Result<String, Error> {
    let mut registries: Vec<AnyRegistry> = catalog().iter().collect();
    if let Some(wanted) = &arguments.kind {
        if registries.iter().all(|registry| registry.kind() != wanted) {
            let kinds = nearest_first(wanted, registries.iter().map(AnyRegistry::kind));
            return Err(Error::UnknownKind { kind: wanted.clone(), kinds });
        }
        registries.retain(|registry| registry.kind() == wanted);
    }
    let entries = registries.iter().flatten();
    if arguments.json { as_json(entries) } else { Ok(as_table(entries)) }
}

fn as_table<'a>(entries: impl Iterator<Item = &'a AnyEntry>) -> String {
    let mut table = empty_table(&["kind", "name", "description", "registered at"]);
    for entry in entries {
        let description = entry.docs().lines().next().unwrap_or_default().trim();
        table.add_row([entry.kind(), entry.name(), description, &entry.origin().to_string()]);
    }
    format!("{table}\n")
}

fn as_json<'a>(entries: impl Iterator<Item = &'a AnyEntry>) -> Result<String, Error> {
    let columns = ["kind", "name", "description", "file", "line", "crate", "version"];
    Ok(Table::of(entries, columns)?.to_json() + "\n")
}
