//! `schema`

use super::failure::Failure;
use super::registries;
use crate::catalog::catalog;

/// The arguments of `schema`.
#[derive(Clone, Debug, clap::Args)]
pub struct Schema {
    /// Only that of a component of this kind
    kind: Option<String>,
}

impl Schema {
    pub(super) fn run(&self) -> Result<String, Failure> {
        let registries = registries::of_kind(self.kind.as_deref())?;
        let schema = match (&self.kind, registries.as_slice()) {
            (Some(_), [registry]) => registry.json_schema(),
            (Some(kind), _) => catalog().json_schema_of(kind),
            (None, _) => catalog().json_schema(),
        };
        Ok(format!("{:#}", schema.as_value()))
    }
}
