//! The program whose names are judged.

use crate::manifest::{Manifest, ManifestEntry, ManifestRegistry};

/// What a snapshot is compared with.
///
/// ```standalone_crate
/// use registry_core::stable::{Program, StableNames};
/// use registry_core::{Registry, catalog, register, registry};
///
/// #[registry]
/// static GREETINGS: Registry<&'static str>;
///
/// #[register(kind = "greetings", stable)]
/// const HELLO: &str = "Hello!";
///
/// let program = Program::new(catalog().manifest()).tested_by(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
/// assert!(StableNames::of(&program).get("greetings", "hello").is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Program {
    manifest: Manifest,
    crates: Option<Vec<String>>,
    tested_by: Option<(String, String)>,
}

impl Program {
    /// The program with this manifest.
    #[must_use]
    pub fn new(manifest: Manifest) -> Self {
        Self { manifest, crates: None, tested_by: None }
    }

    /// Promises are made by these packages only.
    #[must_use]
    pub fn only_crates<C: Into<String>>(self, crates: impl IntoIterator<Item = C>) -> Self {
        Self { crates: Some(crates.into_iter().map(Into::into).collect()), ..self }
    }

    /// The package that tests, and its version: the version is needed where that package registers nothing any more.
    #[must_use]
    pub fn tested_by(self, package: impl Into<String>, version: impl Into<String>) -> Self {
        Self { tested_by: Some((package.into(), version.into())), ..self }
    }

    /// Each entry that promises something, with its registry.
    pub(super) fn stable(&self) -> impl Iterator<Item = (&ManifestRegistry, &ManifestEntry)> {
        self.manifest.registries().iter().flat_map(move |registry| {
            let stable = registry.entries.iter().filter(|entry| entry.stable && self.is_asked_for(&entry.crate_name));
            stable.map(move |entry| (registry, entry))
        })
    }

    fn is_asked_for(&self, crate_name: &str) -> bool {
        self.crates.as_ref().is_none_or(|crates| crates.iter().any(|asked| asked == crate_name))
    }

    /// Whether there is a registry that a snapshot calls `label`.
    pub(super) fn has_registry(&self, label: &str) -> bool {
        self.registries(label).next().is_some()
    }

    /// The entry with this name or alias in the registries that a snapshot calls `label`.
    pub(super) fn find(&self, label: &str, name: &str) -> Option<&ManifestEntry> {
        let mut entries = self.registries(label).flat_map(|registry| &registry.entries);
        entries.find(|entry| leads_to(entry, name))
    }

    /// The version of a package; the lowest, if several are linked.
    pub(super) fn version_of(&self, crate_name: &str) -> Option<&str> {
        let entries = self.manifest.registries().iter().flat_map(|registry| &registry.entries);
        let versions = entries.filter(|entry| entry.crate_name == crate_name).map(|entry| entry.version.as_str());
        let tested_by = self.tested_by.iter().filter(|(package, _)| package == crate_name);
        versions
            .min_by_key(|version| semver::Version::parse(version).ok())
            .or_else(|| tested_by.map(|(_, version)| version.as_str()).next())
    }

    /// What a new snapshot calls a registry: the kind; where several registries have it, with the path.
    pub(super) fn label(&self, registry: &ManifestRegistry) -> String {
        match self.manifest.registries().iter().filter(|other| other.kind == registry.kind).count() {
            1 => registry.kind.clone(),
            _ => with_path(registry),
        }
    }

    fn registries(&self, label: &str) -> impl Iterator<Item = &ManifestRegistry> {
        self.manifest.registries().iter().filter(move |registry| is_called(registry, label))
    }
}

/// Whether a snapshot may call the registry `label`: a kind may have had one registry when the snapshot was written and several
/// now, or the other way round.
pub(super) fn is_called(registry: &ManifestRegistry, label: &str) -> bool {
    registry.kind == label || with_path(registry) == label
}

/// Whether `name` is a name or an alias of the entry.
pub(super) fn leads_to(entry: &ManifestEntry, name: &str) -> bool {
    entry.name == name || entry.aliases.iter().any(|alias| alias == name)
}

fn with_path(registry: &ManifestRegistry) -> String {
    format!("{} ({})", registry.kind, registry.path)
}
