//! Building components from config: from any serde format, or from documents that are checked as a whole.
//!
//! Needs the feature `serde`. A registry takes part with `config`: `#[registry(.., config)]`. Its components take config if they are
//! registered with `config`, or have a constructor with one argument.
//!
//! | for | there is |
//! | --- | --- |
//! | one component, now | [`Registry::create_with`](crate::Registry::create_with) |
//! | a field of your own config struct | [`Spec`], [`Shared`], `Box<dyn Trait>`, [`boxed`] |
//! | a file, checked as a whole | [`Document`] |

mod anything;
pub mod boxed;
mod build;
#[cfg(all(feature = "manifest", feature = "schema"))]
mod config_schema;
mod configurable;
mod configured;
mod context;
mod deprecated;
mod document;
mod environment;
mod expansion;
mod fault;
mod format;
mod handover;
mod key;
mod nearest;
mod node;
mod overrides;
mod path;
mod problem;
#[cfg(feature = "schema")]
mod schema;
pub mod shared;
mod sharing;
mod spec;
mod value;

#[cfg(feature = "stable")]
pub(crate) use config_schema::KIND as KIND_KEYWORD;
#[cfg(all(feature = "manifest", feature = "schema"))]
pub(crate) use config_schema::of_config;
pub use configurable::Configurable;
pub use document::Document;
pub use format::Format;
pub use problem::{Problem, Problems};
#[cfg(feature = "schema")]
pub use schema::json_schema;
#[cfg(feature = "schema")]
pub(crate) use schema::{of_registries, of_registry};
pub use sharing::Shared;
pub use spec::Spec;
#[cfg(feature = "plugin")]
pub(crate) use value::Data;
pub use value::{Place, Value};

#[doc(hidden)]
pub use configured::{Config, Configured, Constructor, Describe, Failure, Input, call};
#[cfg(feature = "schema")]
#[doc(hidden)]
pub use schema::{ConfigSchema, NoConfigSchema, NoSchema, Probe, ProbeConstructor};
