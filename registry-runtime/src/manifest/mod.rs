//! What is registered in a program, as a value that travels: two programs that work together can tell whether they were built
//! the same way.
//!
//! Needs the feature `manifest`. With the feature `schema`, a manifest also knows what each component takes as config.
//!
//! ```standalone_crate
//! use registry_core::manifest::Manifest;
//! use registry_core::{Registry, catalog, register, registry};
//!
//! #[registry]
//! static GREETINGS: Registry<&'static str>;
//!
//! #[register(kind = "greetings")]
//! const HELLO: &str = "Hello!";
//!
//! // a worker sends its manifest, as JSON for example
//! let sent = serde_json::to_string(&catalog().manifest())?.replace("hello", "hullo");
//! let worker: Manifest = serde_json::from_str(&sent)?;
//!
//! // the parent compares
//! let own = catalog().manifest();
//! assert_ne!(own.fingerprint(), worker.fingerprint());
//! let refused = own.ensure_same(&worker).unwrap_err();
//! let differences: Vec<String> = refused.differences().iter().map(|difference| difference.to_string()).collect();
//! assert_eq!(differences, [r#"greetings "hello": is missing"#, r#"greetings "hullo": is new"#]);
//! # Ok::<(), serde_json::Error>(())
//! ```

mod canonical;
mod compare;
mod difference;
mod entry;
mod mismatch;
mod pairs;
mod read;
mod values;

pub use difference::{Change, Difference, Differences};
pub use entry::{ManifestDeprecation, ManifestEntry, ManifestRegistry};
pub use mismatch::ManifestMismatch;

#[cfg(feature = "stable")]
pub(crate) use difference::{difference, shown};
#[cfg(feature = "stable")]
pub(crate) use pairs::{Pair, pairs};

use crate::catalog::Catalog;
use serde::Serialize;
use serde_json::json;

/// The format that this version reads and writes.
const FORMAT: u32 = 1;

/// Every registry of a program, with its entries: what they are, and not where their source lies.
///
/// It is the same on every machine and for every order of linking. It serialises to `{ "format": 1, "registries": [..] }`, and
/// deserialising refuses every other format.
///
/// ```standalone_crate
/// use registry_core::{Registry, catalog, register, registry};
///
/// #[registry]
/// static GREETINGS: Registry<&'static str>;
///
/// #[register(kind = "greetings", aliases = ["hi"], stable)]
/// const HELLO: &str = "Hello!";
///
/// let manifest = catalog().manifest();
/// let entry = &manifest.registries()[0].entries[0];
/// assert_eq!((entry.name.as_str(), entry.aliases.as_slice(), entry.stable), ("hello", &["hi".to_owned()][..], true));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    format: u32,
    /// Sorted, as are their entries.
    registries: Vec<ManifestRegistry>,
}

impl Manifest {
    /// Brings `registries` into their order.
    fn of(mut registries: Vec<ManifestRegistry>) -> Self {
        for registry in &mut registries {
            registry.sort();
        }
        registries
            .sort_by_cached_key(|registry| (registry.kind.clone(), registry.path.clone(), canonical::text(registry)));
        Self { format: FORMAT, registries }
    }

    /// The registries, sorted by kind and path.
    #[must_use]
    pub fn registries(&self) -> &[ManifestRegistry] {
        &self.registries
    }

    /// A short text that two manifests have in common only if they are the same.
    ///
    /// It is the first 16 hexadecimal digits of the SHA-256 of the manifest as JSON, without white space and with the keys of
    /// every object sorted by their bytes.
    ///
    /// ```
    /// use registry_core::manifest::Manifest;
    ///
    /// let empty: Manifest = serde_json::from_str(r#"{ "format": 1, "registries": [] }"#)?;
    /// assert_eq!(empty.fingerprint(), "d74cf111e7437418");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> String {
        canonical::fingerprint(&json!(self))
    }

    /// What is different in `other`: what it lacks, what it has besides, and what has changed from this one to it.
    ///
    /// There are differences exactly if the [fingerprints](Self::fingerprint) differ.
    ///
    /// ```
    /// use registry_core::manifest::Manifest;
    ///
    /// let text = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "api": "v1", "entries": [] }] }"#;
    /// let (old, new): (Manifest, Manifest) = (serde_json::from_str(text)?, serde_json::from_str(&text.replace("v1", "v2"))?);
    /// assert_eq!(old.compare(&new).to_string(), r#"metrics: api: "v1" -> "v2""#);
    /// assert!(old.compare(&old).is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn compare(&self, other: &Self) -> Differences {
        compare::compare(self, other)
    }

    /// That `other` is the same.
    ///
    /// # Errors
    /// [`ManifestMismatch`] with the differences.
    pub fn ensure_same(&self, other: &Self) -> Result<(), ManifestMismatch> {
        ManifestMismatch::none_of(self, other)
    }
}

impl Catalog {
    /// What is registered, as a value that travels. Needs the feature `manifest`.
    ///
    /// See [`Manifest`](crate::manifest::Manifest).
    #[must_use]
    pub fn manifest(self) -> Manifest {
        Manifest::of(self.iter().map(|registry| ManifestRegistry::of(&registry)).collect())
    }
}
