//! What is registered, and where.

use crate::arguments::ListArguments;
use crate::error::Error;
use crate::nearest::nearest_first;
use crate::report::empty_table;
use evalkit_api::registry_core::{Entry, Origin, Registry};
use evalkit_api::{DATA_LOADERS, METRICS};
use serde_json::{Value, json};

struct Kind {
    name: &'static str,
    components: Vec<Component>,
}

struct Component {
    name: &'static str,
    description: &'static str,
    origin: Origin,
}

impl Kind {
    fn of<I: ?Sized, M>(registry: &Registry<I, M>) -> Self {
        let component = |entry: &'static Entry<I, M>| Component {
            name: entry.name(),
            description: entry.docs().lines().next().unwrap_or_default().trim(),
            origin: entry.origin(),
        };
        Self { name: registry.kind(), components: registry.iter().map(component).collect() }
    }
}

pub(crate) fn list(arguments: &ListArguments) -> Result<String, Error> {
    let mut kinds = vec![Kind::of(&DATA_LOADERS), Kind::of(&METRICS)];
    if let Some(wanted) = &arguments.kind {
        if kinds.iter().all(|kind| kind.name != *wanted) {
            let names = nearest_first(wanted, kinds.iter().map(|kind| kind.name));
            return Err(Error::UnknownKind { kind: wanted.clone(), kinds: names });
        }
        kinds.retain(|kind| kind.name == *wanted);
    }
    Ok(if arguments.json { as_json(&kinds) } else { as_table(&kinds) })
}

fn as_table(kinds: &[Kind]) -> String {
    let mut table = empty_table(&["kind", "name", "description", "registered at"]);
    for kind in kinds {
        for Component { name, description, origin } in &kind.components {
            table.add_row([kind.name, name, description, &origin.to_string()]);
        }
    }
    format!("{table}\n")
}

fn as_json(kinds: &[Kind]) -> String {
    let components = kinds.iter().flat_map(|kind| {
        kind.components.iter().map(|Component { name, description, origin }| {
            json!({
                "kind": kind.name,
                "name": name,
                "description": description,
                "file": origin.file,
                "line": origin.line,
                "crate": origin.crate_name,
                "version": origin.version,
            })
        })
    });
    format!("{:#}\n", components.collect::<Value>())
}
