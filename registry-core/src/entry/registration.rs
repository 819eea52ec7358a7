//! The part of an entry that is the same for every registry: what `#[register]` writes down.

#![allow(missing_docs, reason = "the fields are named for the arguments of `#[register]`")]

use std::any::TypeId;
use std::fmt;

/// What `#[register]` knows about a component. Not public API.
///
/// Few fields, and no code: each costs the compiler time in every registration.
#[derive(Clone, Copy)]
pub struct Registration {
    pub kind: &'static str,
    /// `package@version`
    pub package: &'static str,
    /// the module, `::` and the item
    pub path: &'static str,
    /// how many bytes of `path` are the item
    pub item: usize,
    pub subject: Subject,
    /// of the type or function; of the value for a static or constant
    pub type_id: fn() -> TypeId,
    pub docs: &'static str,
    pub aliases: &'static [&'static str],
    /// empty: none declared
    pub api: &'static str,
    pub deprecation: Option<Deprecation>,
    pub stable: bool,
    pub replaces: Option<Replaces>,
}

impl Registration {
    /// What the fields are that a registration leaves out.
    pub const EMPTY: Self = Self {
        kind: "",
        package: "",
        path: "",
        item: 0,
        subject: Subject::Type,
        type_id: TypeId::of::<()>,
        docs: "",
        aliases: &[],
        api: "",
        deprecation: None,
        stable: false,
        replaces: None,
    };

    /// Name and version of the package.
    pub(super) fn package(&self) -> (&'static str, &'static str) {
        self.package.split_once('@').unwrap_or((self.package, ""))
    }

    pub(super) fn module(&self) -> &'static str {
        let end = self.path.len().saturating_sub(self.item + "::".len());
        self.path.get(..end).unwrap_or_default()
    }

    pub(super) fn type_name(&self) -> &'static str {
        match self.subject {
            Subject::ForeignType => self.path.get(self.path.len() - self.item..).unwrap_or_default(),
            _ => self.path,
        }
    }
}

/// What was annotated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    /// A struct, an enum, or an alias of one.
    Type,
    /// A type of another crate, through an `impl`.
    ForeignType,
    /// A function.
    Function,
    /// A static.
    Static,
    /// A constant.
    Const,
}

/// The component that `replaces = path` names. Whether the path is that of a type or of a value, only the compiler knows;
/// the other of the two is then something that nothing registers.
#[derive(Clone, Copy)]
pub struct Replaces {
    /// The path as it was written.
    pub path: &'static str,
    pub type_id: fn() -> TypeId,
    pub value_type_id: fn() -> TypeId,
    pub address: fn() -> usize,
}

/// Since when a component should not be used any more, and why or what instead.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static SCORES: Registry<fn() -> u32>;
///
/// #[register(kind = "scores", deprecated(since = "1.2", note = "use `new`"))]
/// fn old() -> u32 {
///     1
/// }
///
/// let deprecation = SCORES.require("old")?.deprecation().unwrap();
/// assert_eq!(deprecation.to_string(), "deprecated since 1.2: use `new`");
/// # Ok::<(), registry_core::NotFound>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation {
    /// The version it is deprecated since.
    pub since: Option<&'static str>,
    /// Why, or what to use instead.
    pub note: Option<&'static str>,
}

impl Deprecation {
    pub(crate) const fn new(since: &'static str, note: &'static str) -> Self {
        Self { since: given(since), note: given(note) }
    }
}

const fn given(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}

impl fmt::Display for Deprecation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("deprecated")?;
        if let Some(since) = self.since {
            write!(formatter, " since {since}")?;
        }
        if let Some(note) = self.note {
            write!(formatter, ": {note}")?;
        }
        Ok(())
    }
}
