//! The defining crate of the cross-crate tests: registries and traits, no entries.

use registry_core::{Index, Metadata, Registry, registry};

/// Counts something in a text.
pub trait Counter: Send + Sync {
    /// How many there are.
    fn count(&self, text: &str) -> usize;
}

/// What a counter says about itself.
#[derive(Metadata)]
pub struct CounterInfo {
    /// What it counts.
    #[metadata(required)]
    pub unit: &'static str,
    /// How dear it is.
    #[metadata(default = 1)]
    pub cost: u32,
}

/// Things that count.
#[registry(api = "v1")]
pub static COUNTERS: Registry<dyn Counter, CounterInfo>;

/// Names in kebab-case that two crates may share: the first keeps it.
#[registry(duplicates = "keep_first", case = "kebab-case")]
pub static FIRST_LIMITS: Registry<u32>;

/// Names that two crates may share: the last takes it.
#[registry(duplicates = "replace")]
pub static LAST_LIMITS: Registry<u32>;

/// Registered by nobody.
#[registry]
pub static EMPTY: Registry<dyn Counter>;

/// Duplicates that neither compiler nor linker can see.
#[registry]
pub static CONTESTED: Registry<u32>;

/// Replacements that fail.
#[registry]
pub static UNREPLACED: Registry<u32>;

/// Says what a counter counts.
pub trait Describer: Send + Sync {
    /// In one word.
    fn describe(&self) -> &'static str;
}

/// What stands beside counters, under their names.
#[registry(secondary_of = "counters")]
pub static DESCRIBERS: Registry<dyn Describer>;

/// The same under any key.
#[registry]
pub static BY_LANGUAGE: Registry<dyn Describer>;

/// Counters by what they count.
pub static BY_UNIT: Index<dyn Counter, CounterInfo, &str> = Index::new(&COUNTERS, |entry| entry.meta().unit);

/// Functions.
pub mod transforms {
    use registry_core::{Registry, registry};

    /// Changes a text.
    #[registry(kind = "text-transforms")]
    pub static TEXT_TRANSFORMS: Registry<fn(&str) -> String>;
}
