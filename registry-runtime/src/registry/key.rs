//! A name with its hash.

use crate::hash::hash;

/// A name that is hashed already: at compile time, or once for many lookups.
///
/// ```
/// use registry_core::{Key, Registry, register, registry};
///
/// #[registry]
/// static UNITS: Registry<&'static str>;
///
/// #[register(kind = "units")]
/// const METRE: &str = "m";
///
/// const KEY: Key<'static> = Key::new("metre");
/// assert_eq!(UNITS.get_key(KEY).map(|entry| entry.name()), Some("metre"));
/// ```
///
/// Where the name is known when the program is built, and the registry denies duplicates, `entry!` needs no lookup
/// at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key<'a> {
    name: &'a str,
    hash: u64,
}

impl<'a> Key<'a> {
    /// That of `name`, which may have any length.
    #[inline]
    #[must_use]
    pub const fn new(name: &'a str) -> Self {
        Self { name, hash: hash(name) }
    }

    /// The name.
    #[inline]
    #[must_use]
    pub const fn name(self) -> &'a str {
        self.name
    }

    #[inline]
    pub(super) const fn hash(self) -> u64 {
        self.hash
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(name: &'a str) -> Self {
        Self::new(name)
    }
}
