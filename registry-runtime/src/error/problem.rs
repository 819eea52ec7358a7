//! What is wrong with a registry.

use super::NotInPrimary;
use crate::entry::Origin;
use crate::registry::Duplicates;
use alloc::vec::Vec;
use core::fmt;

/// Two components under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duplicate {
    /// The registry.
    pub kind: &'static str,
    /// The name or alias.
    pub name: &'static str,
    /// The type or function that has the name.
    pub kept: &'static str,
    /// Where that is registered.
    pub kept_origin: Origin,
    /// The type or function that lost it.
    pub dropped: &'static str,
    /// Where that is registered.
    pub dropped_origin: Origin,
    /// The policy of the registry.
    pub policy: Duplicates,
    /// Whether one of the two came with `secondary(..)`, so that the key is what can be changed.
    pub is_secondary: bool,
    /// Whether the linker has merged the two, so that what lost the name is not known: `dropped` and `dropped_origin` repeat the other.
    pub is_merged: bool,
}

impl fmt::Display for Duplicate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, kept, kept_origin, dropped, dropped_origin, policy, is_secondary, is_merged } = self;
        match policy {
            _ if *is_merged => write!(
                formatter,
                "\"{name}\" is registered twice in \"{kind}\": by {kept} at {kept_origin} and by another component, which the \
                 linker dropped; rename one of them; a debug build with the linker lld names both crates"
            ),
            Duplicates::Deny if *is_secondary => write!(
                formatter,
                "\"{name}\" is registered twice in \"{kind}\": by {kept} at {kept_origin} and by {dropped} at \
                 {dropped_origin}; give one of them another key, or leave one of them out"
            ),
            Duplicates::Deny => write!(
                formatter,
                "\"{name}\" is registered twice in \"{kind}\": by {kept} at {kept_origin} and by {dropped} at \
                 {dropped_origin}; rename one of them, or write `replaces = {kept}` on the one that is meant"
            ),
            Duplicates::KeepFirst | Duplicates::Replace => write!(
                formatter,
                "\"{name}\" is registered twice in \"{kind}\": {kept} at {kept_origin} has the name, {dropped} at \
                 {dropped_origin} was dropped"
            ),
        }
    }
}

/// Something about a registry that its authors cannot have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Two components under one name.
    Duplicate(Duplicate),

    /// An entry for another version of the registry's API. It is kept out.
    #[non_exhaustive]
    ApiMismatch {
        /// The registry.
        kind: &'static str,
        /// The name of the entry.
        name: &'static str,
        /// The registered type or function.
        component: &'static str,
        /// Where it is registered.
        origin: Origin,
        /// The registry's API version.
        expected: &'static str,
        /// The API version that the entry declares.
        declared: &'static str,
    },

    /// A deprecated entry that was to be gone in the version that its crate has reached.
    #[non_exhaustive]
    Overdue {
        /// The registry.
        kind: &'static str,
        /// The name of the entry.
        name: &'static str,
        /// The registered type or function.
        component: &'static str,
        /// Where it is registered; the version there is the one that was reached.
        origin: Origin,
        /// The version that was to be without it.
        remove_in: &'static str,
    },

    /// A `replaces = path` whose component does not hold the name. The newcomer is kept out.
    NotReplaced(NotReplaced),

    /// A key of a secondary registry that its primary has not.
    NotInPrimary(NotInPrimary),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate(duplicate) => duplicate.fmt(formatter),
            Self::ApiMismatch { kind, name: _, component, origin, expected, declared } => write!(
                formatter,
                "{component} at {origin} is made for API \"{declared}\" of \"{kind}\", which has \"{expected}\"; it was \
                 kept out"
            ),
            Self::Overdue { kind, name: _, component, origin, remove_in } => write!(
                formatter,
                "{component} at {origin} was to be removed from \"{kind}\" in {remove_in}: remove it, or give its \
                 `deprecated` a later `remove_in`"
            ),
            Self::NotReplaced(failed) => failed.fmt(formatter),
            Self::NotInPrimary(key) => key.fmt(formatter),
        }
    }
}

impl core::error::Error for Problem {}

/// A `replaces = path` whose component does not hold the name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotReplaced {
    /// The registry.
    pub kind: &'static str,
    /// The name that was to be taken over.
    pub name: &'static str,
    /// The type or function that was to take it.
    pub component: &'static str,
    /// Where that is registered.
    pub origin: Origin,
    /// The path of the component that was to give it up.
    pub target: &'static str,
    /// Who has the name: the type or function and where it is registered.
    pub holder: Option<(&'static str, Origin)>,
    /// The names that the target has.
    pub target_names: Vec<&'static str>,
}

impl fmt::Display for NotReplaced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, component, origin, target, holder, target_names } = self;
        write!(formatter, "{component} at {origin} replaces {target} as \"{name}\" in \"{kind}\", but ")?;
        match holder {
            Some((holder, origin)) => write!(formatter, "{holder} at {origin} has that name; ")?,
            None => formatter.write_str("nothing has that name; ")?,
        }
        match target_names.first() {
            Some(first) => {
                write!(formatter, "{target} is \"{}\": write `name = \"{first}\"`", target_names.join("\", \""))
            }
            None => write!(
                formatter,
                "{target} has no name there: it is not registered, was replaced by another, or is a constant"
            ),
        }
    }
}

impl Problem {
    /// Whether the registry cannot be read with this: a duplicate under `deny`, or a `replaces` that fails.
    ///
    /// The others are reported by [`Registry::check`](crate::Registry::check) alone.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::Duplicate(duplicate) => duplicate.policy == Duplicates::Deny,
            Self::ApiMismatch { .. } | Self::NotInPrimary(_) | Self::Overdue { .. } => false,
            Self::NotReplaced(_) => true,
        }
    }
}

/// All that is wrong with a registry; as text, one line for each.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry(duplicates = "keep_first")]
/// static SHAPES: Registry<u32>;
///
/// #[register(kind = "shapes")]
/// const SQUARE: u32 = 4;
///
/// #[register(kind = "shapes", name = "square")]
/// const ANOTHER: u32 = 5;
///
/// let problems = SHAPES.check().unwrap_err();
/// assert_eq!(problems.iter().count(), 1);
/// assert!(problems.to_string().contains("registered twice"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// `Err` with the problems if there are any.
    pub(crate) fn none_of(problems: impl Iterator<Item = Problem>) -> Result<(), Self> {
        let problems: Vec<Problem> = problems.collect();
        if problems.is_empty() { Ok(()) } else { Err(Self(problems)) }
    }

    /// Each problem.
    pub fn iter(&self) -> core::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = core::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Problems {}

/// The messages, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
impl fmt::Debug for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            return formatter.debug_tuple("Problems").field(&self.0).finish();
        }
        fmt::Display::fmt(self, formatter)
    }
}
