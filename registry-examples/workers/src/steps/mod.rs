//! The steps. Each file registers one; nothing lists them.

mod replace;
mod trim;
mod upper;

pub use replace::Replace;
pub use trim::Trim;
pub use upper::Upper;
