//! What is there of `registry-core` at run time: depend on that crate, which adds the macros, and has the documentation.
//!
//! This one needs no procedural macro, so that it is compiled while `syn` is.

#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![cfg_attr(not(feature = "std"), allow(dead_code, reason = "it serves what needs `std`"))]
#![doc(html_root_url = "https://docs.rs/registry-runtime/0.1.0")]

extern crate alloc;

mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
mod collect;
#[cfg(feature = "serde")]
pub mod config;
mod constructor;
mod counted;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod entry;
mod error;
mod glob;
mod hash;
mod healthy;
mod link;
#[cfg(feature = "manifest")]
pub mod manifest;
mod metadata;
mod name;
mod once;
#[cfg(feature = "plugin")]
pub mod plugin;
mod registry;
#[cfg(feature = "stable")]
pub mod stable;
#[cfg(feature = "table")]
mod table;
mod version;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use catalog::{AnyEntry, AnyRegistry, Catalog, catalog};
pub use collect::initialize;
pub use entry::{Deprecation, Entry, Origin};
#[cfg(feature = "table")]
pub use error::UnknownColumn;
pub use error::{BoxError, Duplicate, Error, NotFound, NotInPrimary, NotReplaced, Problem, Problems};
#[cfg(feature = "std")]
pub use error::{Panicked, Refused};
pub use metadata::{ConstDefault, DefaultMetadata, Metadata, MetadataValue, ToMetadataValue};
pub use name::LONGEST_NAME;
pub use registry::{Duplicates, Index, Iter, Key, Keys, Patterns, Registry};
#[cfg(feature = "std")]
pub use registry::{LoadReport, NewEntry};
#[cfg(feature = "table")]
pub use table::{Columns, Table};
