//! The real program, from the outside.

mod errors;
mod listing;
mod run;
mod scores;
