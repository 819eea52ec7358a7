//! A key of a secondary registry that its primary has not.

use crate::entry::Origin;
use alloc::{format, string::String, vec::Vec};
use core::fmt;

/// A key of a secondary registry that its primary has not, neither as a name nor as an alias.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotInPrimary {
    /// The secondary registry.
    pub kind: &'static str,
    /// The key.
    pub name: &'static str,
    /// The component that has it.
    pub component: &'static str,
    /// Where that is registered.
    pub origin: Origin,
    /// The primary registry.
    pub primary: &'static str,
    /// Names and aliases of the primary that may have been meant, the nearest first.
    pub nearest: Vec<&'static str>,
    /// Whether the primary has no names at all.
    pub is_empty: bool,
}

impl fmt::Display for NotInPrimary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, component, origin, primary, nearest, is_empty } = self;
        write!(
            formatter,
            "{component} at {origin} has the key {name:?} in \"{kind}\", but nothing in \"{primary}\" has that name"
        )?;
        if *is_empty {
            return write!(
                formatter,
                ": nothing is registered there; most likely the crate that does is not linked, because nothing names it: \
                 write `registry_core::link!(that_crate);` in the program"
            );
        }
        if !nearest.is_empty() {
            let quoted: Vec<String> = nearest.iter().map(|near| format!("\"{near}\"")).collect();
            write!(formatter, "; did you mean {}?", quoted.join(" or "))?;
            return write!(formatter, " Otherwise register a component with that name in \"{primary}\"");
        }
        write!(formatter, "; rename it, or register a component with that name in \"{primary}\"")
    }
}
