//! How a value keeps its place on the way through serde, which knows no places.
//!
//! [`Value`], [`Spec`](super::Spec) and [`Shared`](super::Shared) ask their deserializer for a newtype with the name [`MARK`]. A
//! [`Node`](super::node::Node) recognises it and leaves the value here, with all that is known about it; any other deserializer
//! hands itself on, as serde asks. `toml` and `serde_json` do the same for their `Spanned` and `RawValue`.

use super::context::Context;
use super::fault::Fault;
use super::value::Value;
use serde::de::Error;
use std::cell::RefCell;

/// The name of the newtype.
pub(super) const MARK: &str = "$registry_core::config::Value";

/// A value, where it stands, and what it is read for.
pub(super) struct Located {
    pub(super) value: Value,
    pub(super) path: String,
    pub(super) context: Context,
    /// Whether it only stands for what was wrong.
    pub(super) is_anything: bool,
}

thread_local! {
    static LOCATED: RefCell<Option<Located>> = const { RefCell::new(None) };
    static RAISED: RefCell<Option<Fault>> = const { RefCell::new(None) };
}

pub(super) fn give(located: Located) {
    LOCATED.set(Some(located));
}

pub(super) fn take() -> Option<Located> {
    LOCATED.take()
}

/// `fault` as the error of any deserializer; that of a [`Node`](super::node::Node) is the fault itself.
pub(super) fn raise<E: Error>(fault: Fault) -> E {
    let message = fault.to_string();
    RAISED.set(Some(fault));
    let error = E::custom(message);
    RAISED.set(None);
    error
}

/// The fault that is being raised.
pub(super) fn raised() -> Option<Fault> {
    RAISED.take()
}
