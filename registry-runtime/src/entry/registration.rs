//! The part of an entry that is the same for every registry: what `#[register]` writes down.

#![allow(missing_docs, reason = "the fields are named for the arguments of `#[register]`")]

use super::Origin;
use crate::registry::Primary;
use core::any::TypeId;
use core::fmt;
use core::panic::AssertUnwindSafe;

/// What `#[register]` knows about every component.
///
/// One text, and no code: the compiler evaluates, checks and places each field of every registration.
// in this order, next to the name of an entry
#[repr(C)]
pub(crate) struct Registration {
    pub(crate) details: Option<&'static Details>,
    /// Lines: kind, the module with the item, the item, `package@version`, `file:line:column`; the rest is the doc comment.
    pub(crate) facts: &'static str,
}

/// What a registration seldom says. Not public API.
pub struct Details {
    pub subject: Subject,
    /// Of a component that stands beside the annotated item; what describes the item then describes its owner.
    pub secondary: Option<Secondary>,
    pub aliases: &'static [&'static str],
    /// empty: none declared
    pub api: &'static str,
    pub deprecation: Option<Deprecation>,
    pub stable: bool,
    pub replaces: Option<Replaces>,
    /// Where it was registered, if that was at run time.
    pub home: Option<AssertUnwindSafe<&'static dyn Home>>,
}

/// A registry to which entries were added at run time, for those entries.
pub trait Home: Sync {
    /// How many names come before `name`.
    fn place_of(&self, name: &str) -> usize;
}

impl Details {
    /// What a registration gets that says nothing of the sort.
    pub const NONE: Self = Self {
        subject: Subject::Path,
        secondary: None,
        aliases: &[],
        api: "",
        deprecation: None,
        stable: false,
        replaces: None,
        home: None,
    };
}

impl Registration {
    fn fact(&self, line: usize) -> &'static str {
        self.facts.splitn(DOCS + 1, '\n').nth(line).unwrap_or_default()
    }

    pub(crate) fn kind(&self) -> &'static str {
        self.fact(KIND)
    }

    pub(crate) fn docs(&self) -> &'static str {
        self.fact(DOCS)
    }

    pub(crate) fn origin(&self) -> Origin {
        let (crate_name, version) = self.fact(PACKAGE).split_once('@').unwrap_or_default();
        let mut place = self.fact(PLACE).rsplitn(3, ':');
        let column = place.next().and_then(|column| column.parse().ok()).unwrap_or_default();
        let line = place.next().and_then(|line| line.parse().ok()).unwrap_or_default();
        let file = place.next().unwrap_or_default();
        Origin { crate_name, version, module: self.module(), file, line, column }
    }

    fn module(&self) -> &'static str {
        let path = self.path();
        if self.details().home.is_some() {
            return "";
        }
        path.strip_suffix(self.item()).and_then(|module| module.strip_suffix("::")).unwrap_or(path)
    }

    pub(crate) fn type_name(&self) -> &'static str {
        match self.details() {
            Details { secondary: Some(secondary), .. } => secondary.component,
            Details { subject: Subject::ForeignType(_), .. } => self.item(),
            _ => self.path(),
        }
    }

    /// Whether it came with `secondary(..)`.
    pub(crate) fn is_secondary(&self) -> bool {
        self.details().secondary.is_some()
    }

    /// The module with the item.
    fn path(&self) -> &'static str {
        self.fact(PATH)
    }

    fn item(&self) -> &'static str {
        self.fact(ITEM)
    }

    pub(crate) fn details(&self) -> &'static Details {
        static NONE: Details = Details::NONE;
        self.details.unwrap_or(&NONE)
    }

    /// Whether this is the component that `target` names, or came with it; `address` is that of its value, if it has one.
    pub(crate) fn is_target(&self, target: &Replaces, address: Option<usize>) -> bool {
        let address = match self.details().secondary {
            Some(Secondary { owner, .. }) => owner.map(|address| address()),
            None => address,
        };
        match self.details().subject {
            Subject::Path => [target.of_type, target.of_value].iter().any(|identity| self.is_named(target, identity())),
            Subject::Type(type_id) | Subject::ForeignType(type_id) => type_id() == (target.of_type)().type_id,
            // statics without a size may share an address, so the name has to be the same too
            Subject::Static => address == Some((target.address)()) && target.last_word() == self.item(),
            Subject::Const => false,
        }
    }

    /// Whether [`type_name`](std::any::type_name) gives the target the path of this item. For an item inside a function it
    /// puts the function before the item; but such an item can only be named from inside, by its name alone.
    fn is_named(&self, target: &Replaces, identity: Identity) -> bool {
        if identity.type_name == self.path() {
            return true;
        }
        let inside = |name: &'static str| name.strip_prefix(self.module())?.strip_suffix(self.item());
        target.path == self.item()
            && target.module == self.module()
            && inside(identity.type_name).is_some_and(|between| between.starts_with("::") && between.ends_with("::"))
    }
}

impl Replaces {
    fn last_word(&self) -> &'static str {
        self.path.rsplit("::").next().unwrap_or(self.path)
    }
}

// the lines of the facts
const KIND: usize = 0;
const PATH: usize = 1;
const ITEM: usize = 2;
const PACKAGE: usize = 3;
const PLACE: usize = 4;
const DOCS: usize = 5;

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

/// A component that stands beside the annotated item, in another registry.
#[derive(Clone, Copy)]
pub struct Secondary {
    /// As it was written.
    pub component: &'static str,
    /// Where the annotated item is, if it is a static.
    pub owner: Option<fn() -> usize>,
    /// The registry of the annotated item, if that replaces another.
    pub primary: Option<Primary>,
}

/// The component that `replaces = path` names. Whether the path is that of a type or of a value, only the compiler knows;
/// the other of the two is then something that nothing registers.
#[derive(Clone, Copy)]
pub struct Replaces {
    /// The path as it was written.
    pub path: &'static str,
    /// Where it was written.
    pub module: &'static str,
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

/// Since when a component should not be used any more, and why or what instead.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static SCORES: Registry<fn() -> u32>;
///
/// #[register(kind = "scores", deprecated(since = "1.2", note = "use `new`", remove_in = "2.0"))]
/// fn old() -> u32 {
///     1
/// }
///
/// let deprecation = SCORES.require("old")?.deprecation().unwrap();
/// assert_eq!(deprecation.remove_in, Some("2.0"));
/// assert_eq!(deprecation.to_string(), "deprecated since 1.2, to be removed in 2.0: use `new`");
/// # Ok::<(), registry_core::NotFound>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation {
    /// The version it is deprecated since.
    pub since: Option<&'static str>,
    /// Why, or what to use instead.
    pub note: Option<&'static str>,
    /// The version that is to be without it. Once its crate is at that version, [`check`](crate::Registry::check) says so; a
    /// pre-release, as `2.0.0-rc.1`, counts as its version.
    pub remove_in: Option<&'static str>,
}

/// For an entry that is made at run time.
impl Deprecation {
    /// Of which nothing more is said.
    #[must_use]
    pub const fn new() -> Self {
        Self { since: None, note: None, remove_in: None }
    }

    /// With the version it is deprecated since.
    #[must_use]
    pub const fn since(mut self, version: &'static str) -> Self {
        self.since = Some(version);
        self
    }

    /// With why, or what to use instead.
    #[must_use]
    pub const fn note(mut self, note: &'static str) -> Self {
        self.note = Some(note);
        self
    }

    /// With the version of its crate in which it is to be gone. An entry that is made at run time has no crate, so it is never due: this
    /// is for people.
    #[must_use]
    pub const fn remove_in(mut self, version: &'static str) -> Self {
        self.remove_in = Some(version);
        self
    }
}

impl Default for Deprecation {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Deprecation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("deprecated")?;
        if let Some(since) = self.since {
            write!(formatter, " since {since}")?;
        }
        if let Some(remove_in) = self.remove_in {
            write!(formatter, ", to be removed in {remove_in}")?;
        }
        if let Some(note) = self.note {
            write!(formatter, ": {note}")?;
        }
        Ok(())
    }
}
