//!
//! Each measurement writes crates of its own, compiles them and throws them away.

pub(crate) mod compile_time;
mod contestant;
pub(crate) mod dependencies;
mod median;
mod project;

