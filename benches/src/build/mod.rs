//! What a registration costs the build and the program that comes out of it: compile time, size, start-up, instructions.
//!
//! Each measurement writes crates of its own, compiles them and throws them away.

pub(crate) mod assembly;
pub(crate) mod compile_time;
mod contestant;
pub(crate) mod dependencies;
mod project;
pub(crate) mod size;
pub(crate) mod start_up;

pub(crate) use contestant::Backend;
