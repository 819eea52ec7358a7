//! Code of a plugin that failed.

use crate::error::BoxError;
use std::fmt;
use std::sync::Arc;

/// Code of a plugin returned an error or panicked. The error is the [`source`](std::error::Error::source); of a panic, it is
/// [`Panicked`](crate::Panicked).
#[derive(Debug)]
pub struct Failed {
    pub(in super::super) plugin: Arc<str>,
    pub(in super::super) phase: Phase,
    pub(in super::super) source: BoxError,
}

/// Which code of a plugin runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Its function, which makes the instance.
    Load,
    /// `check = ..`, which looks at the instance.
    Check,
    /// `ready = ..` and [`Host::on_ready`](crate::plugin::Host::on_ready), before anybody gets the instance.
    Ready,
    /// `unload = ..`, before the instance is dropped.
    Unload,
    /// `unload = ..` of an instance that nobody got, because of a failed check or a timeout.
    Discard,
    /// The destructor of the instance.
    Drop,
}

impl Failed {
    pub(in super::super) fn new(plugin: &Arc<str>, phase: Phase, source: BoxError) -> Arc<Self> {
        Arc::new(Self { plugin: Arc::clone(plugin), phase, source })
    }

    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> &str {
        &self.plugin
    }

    /// Which of its code failed.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Load => "load",
            Self::Check => "check",
            Self::Ready => "ready",
            Self::Unload => "unload",
            Self::Discard => "discard",
            Self::Drop => "drop",
        })
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plugin, phase, source } = self;
        match phase {
            Phase::Load => write!(formatter, "\"{plugin}\" could not be loaded: {source}"),
            Phase::Check => write!(formatter, "\"{plugin}\" did not pass its check: {source}"),
            Phase::Ready => write!(formatter, "\"{plugin}\" was loaded and did not get ready: {source}"),
            Phase::Unload => write!(formatter, "\"{plugin}\" could not be unloaded and stays loaded: {source}"),
            Phase::Discard => write!(formatter, "\"{plugin}\" was given up and could not be unloaded: {source}"),
            Phase::Drop => write!(formatter, "\"{plugin}\" was unloaded, but not dropped well: {source}"),
        }
    }
}

impl std::error::Error for Failed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
