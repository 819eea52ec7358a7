//! The real programs, from the outside.

mod faults;
mod handshake;
mod results;
mod run;
