//! The part of an entry that is the same for every registry: what `#[register]` writes down.

#![allow(missing_docs, reason = "the fields are named for the arguments of `#[register]`")]

use std::any::TypeId;
use std::fmt;

/// What `#[register]` knows about every component. Not public API.
///
/// Few and plain fields, and no code: the compiler evaluates and checks each of them in every registration.
pub(super) struct Registration {
    pub(super) kind: &'static str,
    /// `package@version module::path::Item`
    pub(super) source: &'static str,
    /// How many bytes of the source are the item.
    pub(super) item: usize,
    pub(super) docs: &'static str,
    pub(super) details: &'static Details,
}

/// What a registration seldom says. Not public API.
#[derive(Clone, Copy)]
pub struct Details {
    pub subject: Subject,
    pub aliases: &'static [&'static str],
    /// empty: none declared
    pub api: &'static str,
    pub deprecation: Option<Deprecation>,
    pub stable: bool,
    pub replaces: Option<Replaces>,
}

impl Details {
    /// What a registration gets that says nothing of the sort.
    pub const NONE: &'static Self =
        &Self { subject: Subject::Path, aliases: &[], api: "", deprecation: None, stable: false, replaces: None };
}

impl Registration {
    /// Name and version of the package; empty in a build without cargo.
    pub(super) fn package(&self) -> (&'static str, &'static str) {
        let package = self.source.split_once(' ').map_or("", |(package, _)| package);
        package.split_once('@').unwrap_or((package, ""))
    }

    pub(super) fn module(&self) -> &'static str {
        let path = self.path();
        let end = path.len().saturating_sub(self.item + "::".len());
        path.get(..end).unwrap_or_default()
    }

    pub(super) fn type_name(&self) -> &'static str {
        let path = self.path();
        match self.details.subject {
            Subject::ForeignType(_) => path.get(path.len() - self.item..).unwrap_or_default(),
            _ => path,
        }
    }

    fn path(&self) -> &'static str {
        self.source.split_once(' ').map_or(self.source, |(_, path)| path)
    }
}

/// What was annotated, and by what it can be recognised.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// A type or function, by its path: a `TypeId` would cost the compiler a function in each registration.
    Path,
    /// An alias or an instance of a generic type, whose paths do not tell.
    Type(fn() -> TypeId),
    /// A type of another crate, through an `impl`.
    ForeignType(fn() -> TypeId),
    /// A static, by its address.
    Static,
    /// A constant, which cannot be recognised.
    Const,
}

/// The component that `replaces = path` names. Whether the path is that of a type or of a value, only the compiler knows;
/// the other of the two is then something that nothing registers.
#[derive(Clone, Copy)]
pub struct Replaces {
    /// The path as it was written.
    pub path: &'static str,
    pub of_type: fn() -> Identity,
    pub of_value: fn() -> Identity,
    pub address: fn() -> usize,
}

/// Who the target of a `replaces` is.
#[derive(Clone, Copy)]
pub struct Identity {
    pub type_id: TypeId,
    pub type_name: &'static str,
}

impl Identity {
    /// Whether this is the item at `path`, whose last `item` bytes are the item. Between the module and the item,
    /// [`type_name`](std::any::type_name) also names the function that the item stands in, if any.
    fn is_at(&self, path: &str, item: usize) -> bool {
        let (module, item) = path.split_at(path.len() - item);
        self.type_name == path || (self.type_name.starts_with(module) && self.type_name.ends_with(&format!("::{item}")))
    }
}

impl Registration {
    /// Whether this is the component that `target` names; `address` is that of its value, if it has one.
    pub(super) fn is_target(&self, target: &Replaces, address: Option<usize>) -> bool {
        match self.details.subject {
            Subject::Path => {
                (target.of_type)().is_at(self.path(), self.item) || (target.of_value)().is_at(self.path(), self.item)
            }
            Subject::Type(type_id) | Subject::ForeignType(type_id) => type_id() == (target.of_type)().type_id,
            Subject::Static => address == Some((target.address)()),
            Subject::Const => false,
        }
    }
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
