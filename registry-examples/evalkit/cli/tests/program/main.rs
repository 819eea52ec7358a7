//! The real program, from the outside.

mod book;
mod broken_configs;
mod configs;
mod errors;
mod layers;
mod listing;
mod registries;
mod run;
mod schema;
mod scores;
