//! What the crates of evalkit share: the two kinds of components, and the data that passes between them.
//!
//! A crate with a metric or a loader depends on this one, imports [`METRICS`] or [`DATA_LOADERS`], and registers:
//!
//! ```
//! use evalkit_api::registry_core::register;
//! use evalkit_api::{Example, METRICS, Metric, MetricError};
//!
//! /// How many examples there are.
//! #[register(kind = "metrics", meta(category = "any", compares = false), crate = evalkit_api::registry_core)]
//! #[derive(Default)]
//! struct Count(f64);
//!
//! impl Metric for Count {
//!     fn update(&mut self, _: &Example<'_>) -> Result<(), MetricError> {
//!         self.0 += 1.0;
//!         Ok(())
//!     }
//!
//!     fn finish(&self) -> Result<f64, MetricError> {
//!         Ok(self.0)
//!     }
//! }
//!
//! assert!(METRICS.contains("count"));
//! ```

mod example;
mod loader;
mod metric;
mod row;

pub use example::Example;
pub use loader::{BY_EXTENSION, DATA_LOADERS, DataLoader, Input, LoadError, LoaderInfo, Rows};
pub use metric::{METRICS, Metric, MetricError, MetricInfo};
pub use registry_core;
pub use row::Row;
