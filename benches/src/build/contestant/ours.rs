//! `registry-core`.

use super::{Backend, Contestant, Items};
use crate::build::project::registry_core;

pub(super) fn contestant(backend: Backend, items: Items) -> Contestant {
    let (name, features) = match backend {
        Backend::Inventory => ("registry-core, `inventory` backend", ""),
        Backend::Linkme => {
            ("registry-core, `linkme` backend", ", default-features = false, features = ['linkme', 'std']")
        }
    };
    let (held, read) = match items {
        Items::Structs | Items::SerdeStructs => ("dyn Metric", "entry.create().unwrap().score(1, 2) as u64"),
        Items::Functions(_) => ("fn(u64) -> u64", "entry.instance().unwrap()(1)"),
    };
    Contestant {
        name: name.to_owned(),
        dependencies: registry_core(features),
        declaration: format!("#[registry_core::registry] pub static METRICS: registry_core::Registry<{held}>;"),
        before: Box::new(|number| {
            format!("#[registry_core::register(kind = \"metrics\", name = \"metric_{number}\")]")
        }),
        read: format!("METRICS.iter().map(|entry| {read}).fold(0, u64::wrapping_add)"),
        ..Contestant::nothing()
    }
}
