//! Where things are and how many there are.

use registry_core::config::{Document, Problems};
use registry_core::plugin::plugin;
use serde::Deserialize;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What the settings file says; every line can be left out.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// The file of the database.
    pub(crate) database: PathBuf,
    /// The number of worker threads.
    pub(crate) workers: NonZeroUsize,
    /// The port of the HTTP endpoint on loopback; 0 is any that is free.
    pub(crate) port: u16,
    /// How many results the cache keeps.
    pub(crate) cached_results: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database: "services.sqlite".into(),
            workers: NonZeroUsize::MIN.saturating_add(1),
            port: 0,
            cached_results: 64,
        }
    }
}

/// Reads the settings file, and the settings of the command line on top of it.
#[plugin]
fn settings(file: Option<PathBuf>, set: Vec<String>) -> Result<Settings, Problems> {
    let document = match file {
        Some(file) => Document::open(file)?,
        None => Document::empty(),
    };
    set.iter().try_fold(document, |document, setting| document.set(setting))?.read()
}
