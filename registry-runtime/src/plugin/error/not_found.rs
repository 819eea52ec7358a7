//! A name that no plugin has.

use super::path::Path;
use std::fmt;
use std::sync::Arc;

/// How many names a message lists before it only counts.
const LISTED: usize = 30;

/// The host has no plugin with this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoSuchPlugin {
    pub(in super::super) name: Box<str>,
    /// How the load came there.
    pub(in super::super) path: Vec<Arc<str>>,
    pub(in super::super) nearest: Vec<Box<str>>,
    /// What the host has, sorted by name; without aliases.
    pub(in super::super) plugins: Vec<Arc<str>>,
}

impl NoSuchPlugin {
    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All plugins and groups of the host, sorted by name; without aliases.
    #[must_use]
    pub fn plugins(&self) -> &[Arc<str>] {
        &self.plugins
    }

    /// Names that may have been meant, the nearest first.
    pub fn nearest(&self) -> impl Iterator<Item = &str> {
        self.nearest.iter().map(|name| &**name)
    }
}

impl fmt::Display for NoSuchPlugin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, path, nearest, plugins } = self;
        write!(formatter, "the host has no plugin {name:?}{}", Path(path))?;
        if plugins.is_empty() {
            return formatter.write_str(
                "; it has none at all: `add` them, or, if they are linked, name their crate: \
                 `registry_core::link!(that_crate);`",
            );
        }
        match &nearest[..] {
            [] if plugins.len() > LISTED => write!(formatter, ", nor one like it among {}", plugins.len()),
            [] => write!(formatter, "; it has: {}", plugins.join(", ")),
            [near] => write!(formatter, "; did you mean {near:?}?"),
            [near @ .., last] => {
                let near: Vec<String> = near.iter().map(|name| format!("{name:?}")).collect();
                write!(formatter, "; did you mean {} or {last:?}?", near.join(", "))
            }
        }
    }
}

impl std::error::Error for NoSuchPlugin {}
