//! Stable names: what breaks a promise and what does not, and the test that says so.

#![cfg(feature = "stable")]

#[path = "stable_names/asserted.rs"]
mod asserted;
#[path = "stable_names/compared.rs"]
mod compared;
#[path = "stable_names/properties.rs"]
mod properties;
