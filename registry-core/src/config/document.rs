//! A whole document: several sources over one another, checked at once.

use super::context::Context;
use super::node::Node;
use super::path::Path;
use super::problem::Problems;
use super::sharing::Scope;
use super::value::{Data, Table, Value};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// TOML, with the feature `toml`.
    #[cfg(feature = "toml")]
    Toml,
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    value: Value,
    shared: Option<String>,
}

impl Document {
    /// Reads the document as a `T`, if nothing is wrong with it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problems> {
        let (value, scope) = self.scope();
        let context = Context::of_check(scope.clone());
        let read = context.check(&value, "", |node| T::deserialize(node));
        Problems::none_of(context.take_problems())?;
        if let Some(read) = read {
            return Ok(read);
        }
        T::deserialize(Node::new(&value, &Path::Root(""), &Context::of_use(scope)))
            .map_err(|fault| Problems::one(fault.place().cloned(), fault.path(), fault.message()))
    }

    /// What is read, and what is shared.
    fn scope(&self) -> (Value, Option<Arc<Scope>>) {
        let mut value = self.value.clone();
        let Some(shared) = &self.shared else { return (value, None) };
        let mut definitions = Table::new();
        if let Data::Table(table) = &mut value.data {
            if let Some(place) = table.iter().position(|(key, _)| key == shared) {
                if let Data::Table(found) = table.remove(place).1.data {
                    definitions = found;
                }
            }
        }
        (value, Some(Arc::new(Scope::new(shared.clone(), definitions))))
    }
}
