//! Every registry at once.

use crate::collect::backend;
use crate::entry::Origin;
use crate::error::{Problem, Problems};
use crate::registry::Registry;

/// A registry, whatever it holds.
pub trait AnyRegistry: sealed::Sealed {
    /// The name of the registry, as in `kind = "metrics"`.
    fn kind(&self) -> &'static str;

    /// The doc comment of the static.
    fn docs(&self) -> &'static str;

    /// The names, sorted by their bytes; without aliases.
    ///
    /// # Panics
    /// If the registry is inconsistent; see [`Registry`].
    fn names(&self) -> Vec<&'static str>;

    /// Where the component with this name or alias is registered.
    ///
    /// # Panics
    /// If the registry is inconsistent; see [`Registry`].
    fn origin(&self, name: &str) -> Option<Origin>;

    /// See [`Registry::check`].
    ///
    /// # Errors
    /// Every [`Problem`].
    fn check(&self) -> Result<(), Problems>;

    /// See [`Registry::json_schema`].
    #[cfg(feature = "schema")]
    fn json_schema(&self) -> schemars::Schema;
}

mod sealed {
    pub trait Sealed {}
}

impl<I: ?Sized, M> sealed::Sealed for Registry<I, M> {}

impl<I: ?Sized + 'static, M: 'static> AnyRegistry for Registry<I, M> {
    fn kind(&self) -> &'static str {
        self.kind()
    }

    fn docs(&self) -> &'static str {
        self.docs()
    }

    fn names(&self) -> Vec<&'static str> {
        self.names().collect()
    }

    fn origin(&self, name: &str) -> Option<Origin> {
        self.get(name).map(crate::Entry::origin)
    }

    fn check(&self) -> Result<(), Problems> {
        self.check()
    }

    #[cfg(feature = "schema")]
    fn json_schema(&self) -> schemars::Schema {
        self.json_schema()
    }
}

/// What the backend collects of each registry. Not public API.
#[doc(hidden)]
pub struct RegistryRow {
    /// A function and not a reference, so that a registry that is not `Sync` is one mistake, reported at its static.
    pub registry: fn() -> &'static dyn AnyRegistry,
}

backend::collect_registries!();

/// Every registry that is linked in; made by [`catalog`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Catalog {}

/// Every registry that is linked in, known to the caller or not.
///
/// ```standalone_crate
/// use registry_core::{Registry, catalog, register, registry};
///
/// /// Things to say first.
/// #[registry]
/// static GREETINGS: Registry<&'static str>;
///
/// #[register(kind = "greetings")]
/// const HELLO: &str = "Hello!";
///
/// let kinds: Vec<_> = catalog().kinds().collect();
/// assert_eq!(kinds, ["greetings"]);
/// assert_eq!(catalog().registry("greetings").unwrap().docs(), "Things to say first.");
/// assert_eq!(catalog().find("hello").map(|registry| registry.kind()).collect::<Vec<_>>(), ["greetings"]);
/// ```
#[must_use]
pub fn catalog() -> Catalog {
    Catalog {}
}

impl Catalog {
    /// The registries, sorted by kind.
    #[allow(clippy::unused_self, reason = "catalogs of other things may come")]
    pub fn iter(self) -> impl Iterator<Item = &'static dyn AnyRegistry> {
        let mut registries: Vec<_> = backend::registries().map(|row| (row.registry)()).collect();
        registries.sort_by_key(|registry| registry.kind());
        registries.into_iter()
    }

    /// The kinds, sorted by their bytes. A kind that two crates declare comes twice.
    pub fn kinds(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(AnyRegistry::kind)
    }

    /// The registry of this kind.
    #[must_use]
    pub fn registry(self, kind: &str) -> Option<&'static dyn AnyRegistry> {
        self.iter().find(|registry| registry.kind() == kind)
    }

    /// Every registry in which a component has this name or alias.
    pub fn find(self, name: &str) -> impl Iterator<Item = &'static dyn AnyRegistry> {
        self.iter().filter(move |registry| registry.origin(name).is_some())
    }

    /// [`Registry::check`] of every registry.
    ///
    /// # Errors
    /// Every [`Problem`] of every registry.
    pub fn check(self) -> Result<(), Problems> {
        let problems: Vec<Problem> = self
            .iter()
            .filter_map(|registry| registry.check().err())
            .flat_map(|problems| problems.iter().cloned().collect::<Vec<_>>())
            .collect();
        Problems::none_of(problems.into_iter())
    }

    /// The JSON Schema of a component of each registry: `#/$defs/metrics` and so on; the schema itself is that of an object with
    /// one component of each kind. Needs the feature `schema`.
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn json_schema(self) -> schemars::Schema {
        use serde_json::{Map, json};

        let mut definitions = Map::new();
        let mut properties = Map::new();
        for registry in self.iter() {
            let mut schema = registry.json_schema();
            // definitions are found from the root, so each moves there
            if let Some(inner) = schema.remove("$defs").and_then(|inner| inner.as_object().cloned()) {
                definitions.extend(inner);
            }
            schema.remove("$schema");
            definitions.insert(registry.kind().to_owned(), schema.to_value());
            properties.insert(registry.kind().to_owned(), json!({ "$ref": format!("#/$defs/{}", registry.kind()) }));
        }
        schemars::json_schema!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "$defs": definitions,
        })
    }
}
