//! Registries that fill themselves: one attribute on a struct or function, in any linked crate, and it is in a typed,
//! named registry.

#![doc(html_root_url = "https://docs.rs/registry-core/0.1.0")]

mod collect;
mod constructor;
mod entry;
mod error;
mod link;
mod metadata;
mod name;
mod registry;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use entry::{Deprecation, Entry, Origin};
pub use error::{BoxError, Duplicate, Error, NotFound, NotReplaced, Problem, Problems};
pub use metadata::{ConstDefault, Metadata};
pub use name::LONGEST_NAME;
pub use registry::{Duplicates, Iter, Patterns, Registry};
pub use registry_macros::{Metadata, entry, register, registry};
