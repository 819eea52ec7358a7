//! The data loaders of evalkit. Each file registers one; nothing lists them.

mod csv;
mod csv_lines;
mod delimiter;
mod jsonl;
mod lines;
mod numbered_lines;

#[cfg(test)]
mod testing;

pub use crate::csv::Csv;
pub use delimiter::{Delimiter, NoDelimiter};
pub use jsonl::JsonLines;
pub use lines::Lines;
