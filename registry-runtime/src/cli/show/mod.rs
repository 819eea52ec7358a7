//! `show`

mod config;
mod described;
mod fields;
mod related;
mod text;
mod value_type;

use super::failure::{Failure, UnknownName};
use super::registries::{self, find, kinds, resolvable};
use crate::catalog::{AnyRegistry, catalog};
use crate::error::NotFound;
use described::Described;
use related::depth;

/// The arguments of `show`.
#[derive(Clone, Debug, clap::Args)]
pub struct Show {
    /// The name or alias of the component
    name: String,
    /// Only the component of this kind; left out, those of all kinds
    #[arg(long)]
    kind: Option<String>,
    /// Prints a JSON array with an object for each component of that name
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(&self) -> Result<String, Failure> {
        let registries = registries::of_kind(self.kind.as_deref())?;
        let found = self.find(&registries);
        if found.is_empty() {
            return Err(self.not_found(&registries));
        }
        if self.json {
            let objects: serde_json::Value = found.iter().map(Described::as_json).collect();
            return Ok(format!("{objects:#}"));
        }
        Ok(found.iter().map(Described::as_text).collect::<Vec<_>>().join("\n\n"))
    }

    fn find<'a>(&self, registries: &'a [AnyRegistry]) -> Vec<Described<'a>> {
        let all: Vec<AnyRegistry> = catalog().iter().collect();
        let mut registries: Vec<&AnyRegistry> = registries.iter().collect();
        registries.sort_by_cached_key(|registry| depth(registry, &all));
        let entries = registries.into_iter().filter_map(|registry| Some((find(registry, &self.name)?, registry)));
        entries.map(|(entry, registry)| Described::of(entry, registry, &all)).collect()
    }

    fn not_found(&self, registries: &[AnyRegistry]) -> Failure {
        if let (Some(_), [registry]) = (&self.kind, registries) {
            let names = registry.names().collect();
            return NotFound::new(registry.kind(), &self.name, names, resolvable(registry)).into();
        }
        let names = registries.iter().flat_map(|registry| {
            let kind = registry.kind();
            resolvable(registry).map(move |name| (name, kind))
        });
        let names = names.collect();
        UnknownName { name: self.name.clone(), names, kinds: kinds(registries) }.into()
    }
}
