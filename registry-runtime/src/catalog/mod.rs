//! Every registry at once.

mod aliases;
mod entry;
#[cfg(feature = "table")]
mod own;

use alloc::vec::Vec;
pub use entry::AnyEntry;
#[cfg(feature = "table")]
pub(crate) use own::entries_of;

use crate::collect::backend::{self, Collected};
#[cfg(feature = "dynamic")]
use crate::dynamic::Port;
use crate::entry::Origin;
use crate::error::{Problem, Problems};
use crate::registry::{Claim, Primary, Resolved, Settings, resolve};
use aliases::ByName;
use core::fmt;

/// A registry, whatever it holds: what [`catalog`] knows of it.
///
/// It is a picture of the registry when the catalog was asked.
pub struct AnyRegistry {
    settings: Settings,
    path: &'static str,
    primary: Option<Primary>,
    /// Sorted by name.
    entries: Vec<AnyEntry>,
    /// The places of names and aliases.
    by_name: ByName,
    problems: Vec<Problem>,
}

impl AnyRegistry {
    fn of(row: &RegistryRow) -> Self {
        let Picture { settings, primary, entries, changed } = (row.read)();
        let path = (row.path)();
        let here = |entry: AnyEntry| entry.within(settings.kind).at(path);
        let entries: Vec<_> = entries.into_iter().map(here).collect();
        let (mut entries, by_name, problems) = match changed {
            Some((by_name, problems)) => (entries, by_name.into_iter().collect(), problems),
            None => resolved(&entries, &settings),
        };
        aliases::resolve(&mut entries, &by_name);
        Self { settings, path, primary, entries, by_name, problems }
    }

    /// A registry of the framework is there once it has entries: that a feature is on, perhaps for another crate, is nothing to list.
    fn is_in_use(&self) -> bool {
        !self.entries.is_empty() || !self.path.starts_with(concat!(env!("CARGO_CRATE_NAME"), "::"))
    }

    /// The name of the registry, as in `kind = "metrics"`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.settings.kind
    }

    /// The path of the static, as in `evalkit_api::METRICS`: two registries of one kind differ in it.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// The doc comment of the static.
    #[must_use]
    pub fn docs(&self) -> &'static str {
        self.settings.docs
    }

    /// The API version that entries must declare, if they declare one.
    #[must_use]
    pub fn api(&self) -> Option<&'static str> {
        Some(self.settings.api).filter(|api| !api.is_empty())
    }

    /// The kind of its primary, if it is a secondary registry.
    #[must_use]
    pub fn secondary_of(&self) -> Option<&'static str> {
        self.primary.map(Primary::kind)
    }

    /// The path of its primary, if it is a secondary registry.
    #[must_use]
    pub fn secondary_of_path(&self) -> Option<&'static str> {
        self.primary.map(Primary::path)
    }

    /// The entries, sorted by name.
    pub fn iter(&self) -> core::slice::Iter<'_, AnyEntry> {
        self.entries.iter()
    }

    /// The names, sorted by their bytes; without aliases.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'static str> {
        self.entries.iter().map(AnyEntry::name)
    }

    /// The entry with this name or alias.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AnyEntry> {
        self.entries.get(*self.by_name.get(name)?)
    }

    /// Where the component with this name or alias is registered.
    #[must_use]
    pub fn origin(&self, name: &str) -> Option<Origin> {
        self.get(name).map(AnyEntry::origin)
    }

    /// See [`Registry::check`](crate::Registry::check).
    ///
    /// # Errors
    /// Every [`Problem`](crate::Problem).
    pub fn check(&self) -> Result<(), Problems> {
        Problems::none_of(self.problems().into_iter())
    }

    fn problems(&self) -> Vec<Problem> {
        let entries = self.iter().map(|entry| (entry.name(), entry.registration()));
        let strays = self.primary.map(|primary| primary.strays(self.settings.kind, entries)).unwrap_or_default();
        self.problems.iter().cloned().chain(strays).collect()
    }

    /// See [`Registry::json_schema`](crate::Registry::json_schema). Needs the feature `schema`.
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn json_schema(&self) -> schemars::Schema {
        crate::config::of_registry(self.settings, &self.claims())
    }

    #[cfg(feature = "schema")]
    fn claims(&self) -> Vec<Claim> {
        self.entries.iter().map(AnyEntry::claim).collect()
    }
}

/// Those of all entries that have names, sorted by them.
fn resolved(entries: &[AnyEntry], settings: &Settings) -> (Vec<AnyEntry>, ByName, Vec<Problem>) {
    let claims: Vec<_> = entries.iter().map(AnyEntry::claim).collect();
    let Resolved { holders, aliases, problems, is_usable, .. } = resolve(&claims, settings);
    let mut by_name: ByName = aliases.into_iter().collect();
    let entries: Vec<_> = holders.into_iter().map(|number| entries[number].clone()).collect();
    if is_usable {
        by_name.extend(entries.iter().map(AnyEntry::name).zip(0..));
    }
    (entries, by_name, problems)
}

impl<'a> IntoIterator for &'a AnyRegistry {
    type Item = &'a AnyEntry;
    type IntoIter = core::slice::Iter<'a, AnyEntry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for AnyRegistry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.names().collect();
        formatter.debug_struct("AnyRegistry").field("kind", &self.kind()).field("names", &names).finish_non_exhaustive()
    }
}

/// What the backend collects of each registry. Not public API.
#[doc(hidden)]
pub struct RegistryRow {
    /// A function, so that a registry that is not `Sync` is one mistake, reported at its static; and a small one, because it is
    /// compiled into every crate that declares a registry.
    read: fn() -> Picture,
    /// The row type has the name of the static.
    path: fn() -> &'static str,
    #[cfg(feature = "dynamic")]
    port: Port,
}

/// A registry at the moment.
struct Picture {
    settings: Settings,
    primary: Option<Primary>,
    /// Sorted by name if the registry was changed, otherwise all that the linker collected.
    entries: Vec<AnyEntry>,
    changed: Option<Changes>,
}

/// If it was changed at run time: names and aliases with the places of their entries, and what is wrong.
type Changes = (Vec<(&'static str, usize)>, Vec<Problem>);

impl RegistryRow {
    /// That of the registry with row type `R`.
    #[must_use]
    pub const fn of<R: Collected>() -> Self {
        Self {
            read: read::<R>,
            path: core::any::type_name::<R>,
            #[cfg(feature = "dynamic")]
            port: Port::of::<R>(),
        }
    }
}

#[cfg(feature = "dynamic")]
impl RegistryRow {
    /// The same, with what must be known of a registry before a library with it is opened.
    #[must_use]
    pub const fn described(mut self, description: &'static [u8]) -> Self {
        self.port.description = description;
        self
    }

    pub(crate) fn path(&self) -> &'static str {
        (self.path)()
    }

    pub(crate) fn port(&self) -> Port {
        self.port
    }
}

fn read<R: Collected>() -> Picture {
    let registry = (R::REGISTRY)();
    let mut all = Vec::new();
    let mut add = |entry| all.push(AnyEntry::new(Claim::of(entry, all.len()), R::FIELDS(entry.meta())));
    let changed = registry.changed();
    match &changed {
        Some(changed) => changed.entries.iter().copied().for_each(add),
        None => registry.arrived().into_iter().for_each(&mut add),
    }
    Picture {
        settings: registry.settings(),
        primary: registry.primary(),
        entries: all,
        changed: changed.map(|changed| (changed.by_name, changed.problems)),
    }
}

backend::collect_registries!();

/// Every registry that is linked in; made by [`catalog`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Catalog {}

/// Every registry that is linked in, known to the caller or not. That of linked plugins is among them once it has entries.
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
    /// The registries, sorted by kind; those of one kind by their paths.
    #[allow(clippy::unused_self, reason = "catalogs of other things may come")]
    pub fn iter(self) -> impl Iterator<Item = AnyRegistry> {
        let mut registries: Vec<_> =
            backend::registries().map(AnyRegistry::of).filter(AnyRegistry::is_in_use).collect();
        registries
            .sort_by_cached_key(|registry| (registry.kind(), registry.path(), registry.names().collect::<Vec<_>>()));
        registries.into_iter()
    }

    /// The kinds, sorted by their bytes. A kind that two crates declare comes twice.
    pub fn kinds(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(|registry| registry.kind())
    }

    /// The registry of this kind.
    #[must_use]
    pub fn registry(self, kind: &str) -> Option<AnyRegistry> {
        self.iter().find(|registry| registry.kind() == kind)
    }

    /// Every registry in which a component has this name or alias.
    pub fn find(self, name: &str) -> impl Iterator<Item = AnyRegistry> {
        self.iter().filter(move |registry| registry.get(name).is_some())
    }

    /// [`Registry::check`](crate::Registry::check) of every registry.
    ///
    /// # Errors
    /// Every [`Problem`](crate::Problem) of every registry.
    pub fn check(self) -> Result<(), Problems> {
        Problems::none_of(self.iter().flat_map(|registry| registry.problems()))
    }

    /// The JSON Schema of a component of each registry: `#/$defs/metrics` and so on; the schema itself is that of an object with
    /// one component of each kind. Needs the feature `schema`.
    ///
    /// ```standalone_crate
    /// use registry_core::{Registry, catalog, register, registry};
    ///
    /// #[registry]
    /// static GREETINGS: Registry<&'static str>;
    ///
    /// #[register(kind = "greetings")]
    /// const HELLO: &str = "Hello!";
    ///
    /// let schema = catalog().json_schema();
    /// assert_eq!(schema.pointer("/$defs/greetings/anyOf/2/const").unwrap(), "hello");
    /// assert_eq!(schema.pointer("/properties/greetings/$ref").unwrap(), "#/$defs/greetings");
    /// ```
    #[cfg(feature = "schema")]
    #[must_use]
    pub fn json_schema(self) -> schemars::Schema {
        schema_of(self.iter())
    }

    /// The JSON Schema of a component of any of the registries of this kind: it tells which definition is that of which.
    #[cfg(feature = "cli")]
    pub(crate) fn json_schema_of(self, kind: &str) -> schemars::Schema {
        let mut schema = schema_of(self.iter().filter(|registry| registry.kind() == kind));
        let mut root = serde_json::Map::new();
        let component = schema.get_mut("properties").and_then(|kinds| kinds.get_mut(kind)).map(serde_json::Value::take);
        root.insert("title".to_owned(), kind.into());
        root.extend(component.and_then(|component| component.as_object().cloned()).unwrap_or_default());
        for word in ["$schema", "$defs"] {
            root.extend(schema.remove(word).map(|value| (word.to_owned(), value)));
        }
        root.into()
    }
}

#[cfg(feature = "schema")]
fn schema_of(registries: impl Iterator<Item = AnyRegistry>) -> schemars::Schema {
    let registries: Vec<_> = registries.map(|registry| (registry.settings, registry.claims())).collect();
    crate::config::of_registries(&registries)
}
