//! A name that nothing has.

use super::distance::distance;
use alloc::{boxed::Box, format, string::String, vec::Vec};
use core::fmt;

/// Nothing in the registry has this name.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static COLOURS: Registry<u32>;
///
/// #[register(kind = "colours")]
/// const RED: u32 = 0xff_00_00;
///
/// let error = COLOURS.require("rad").unwrap_err();
/// assert_eq!((error.kind(), error.name()), ("colours", "rad"));
/// assert_eq!(error.nearest(), ["red"]);
/// assert_eq!(error.to_string(), r#"nothing in "colours" has the name "rad"; did you mean "red"? Registered: red"#);
/// ```
#[derive(Clone)]
pub struct NotFound {
    kind: &'static str,
    name: Box<str>,
    names: Vec<&'static str>,
    nearest: Vec<&'static str>,
    /// Whether crates that are linked could have registered it.
    is_linked: bool,
}

/// How many names a message lists before it only counts.
const LISTED: usize = 30;

impl NotFound {
    /// `resolvable` are the names and aliases that would have been found.
    pub(crate) fn new(
        kind: &'static str,
        name: &str,
        names: Vec<&'static str>,
        resolvable: impl Iterator<Item = &'static str>,
    ) -> Self {
        Self { kind, name: name.into(), nearest: nearest(name, resolvable), names, is_linked: true }
    }

    /// That nothing is linked into the registry.
    pub(crate) fn in_own_registry(self) -> Self {
        Self { is_linked: false, ..self }
    }

    /// The registry that was asked.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names and aliases that may have been meant, the nearest first.
    #[must_use]
    pub fn nearest(&self) -> &[&'static str] {
        &self.nearest
    }

    /// All names of the registry, sorted.
    #[must_use]
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }
}

/// At most three names within a third of the length in changed, missing, superfluous or swapped letters, or that differ
/// only in case.
pub(crate) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let lowered = name.to_lowercase();
    let length = name.chars().count();
    let mut near: Vec<(usize, &'a str)> = candidates
        .filter_map(|candidate| {
            if candidate.to_lowercase() == lowered {
                return Some((0, candidate));
            }
            let other = candidate.chars().count();
            let furthest = length.max(other).max(3) / 3;
            // each letter more is a change: nobody counts those of a name without end
            let distance = (length.abs_diff(other) <= furthest).then(|| distance(name, candidate))?;
            (distance <= furthest).then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.truncate(3);
    near.into_iter().map(|(_, candidate)| candidate).collect()
}

impl fmt::Display for NotFound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, names, nearest, is_linked } = self;
        if names.is_empty() && !is_linked {
            return write!(
                formatter,
                "nothing is registered in \"{kind}\", so there is no {name:?}; `register` it first"
            );
        }
        if names.is_empty() {
            return write!(
                formatter,
                "nothing is registered in \"{kind}\", so there is no {name:?}; most likely the crate that registers it \
                 is not linked, because nothing names it: write `registry_core::link!(that_crate);` in the program"
            );
        }
        write!(formatter, "nothing in \"{kind}\" has the name {name:?}")?;
        if nearest.is_empty() {
            formatter.write_str(".")?;
        } else {
            let quoted: Vec<String> = nearest.iter().map(|near| format!("\"{near}\"")).collect();
            write!(formatter, "; did you mean {}?", quoted.join(" or "))?;
        }
        write!(formatter, " Registered: {}", names[..names.len().min(LISTED)].join(", "))?;
        if names.len() > LISTED {
            write!(formatter, " and {} more", names.len() - LISTED)?;
        }
        Ok(())
    }
}

impl core::error::Error for NotFound {}

/// The message, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
impl fmt::Debug for NotFound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return fmt::Display::fmt(self, formatter);
        }
        formatter
            .debug_struct("NotFound")
            .field("kind", &self.kind)
            .field("name", &self.name)
            .field("nearest", &self.nearest)
            .field("names", &self.names)
            .field("is_linked", &self.is_linked)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(name: &str, names: &[&'static str]) -> String {
        NotFound::new("metrics", name, names.to_vec(), names.iter().copied()).to_string()
    }

    #[test]
    fn the_nearest_names_are_offered() {
        assert_eq!(
            message("rogue", &["bleu", "f1", "rouge"]),
            r#"nothing in "metrics" has the name "rogue"; did you mean "rouge"? Registered: bleu, f1, rouge"#
        );
        assert_eq!(
            message("BLEU", &["bleu"]),
            r#"nothing in "metrics" has the name "BLEU"; did you mean "bleu"? Registered: bleu"#
        );
    }

    #[test]
    fn far_names_are_not() {
        assert_eq!(
            message("accuracy", &["bleu", "f1"]),
            r#"nothing in "metrics" has the name "accuracy". Registered: bleu, f1"#
        );
    }

    #[test]
    fn letters_count_whatever_their_bytes() {
        assert!(message("größe", &["grüße"]).contains(r#"did you mean "grüße"?"#));
        assert_eq!(message("🦀🦀🦀", &["abc"]), r#"nothing in "metrics" has the name "🦀🦀🦀". Registered: abc"#);
        assert!(message(&"🦀".repeat(10_000), &["f1"]).ends_with("🦀\". Registered: f1"));
    }

    #[test]
    fn an_empty_registry_names_cause_and_cure() {
        assert_eq!(
            message("f1", &[]),
            "nothing is registered in \"metrics\", so there is no \"f1\"; most likely the crate that registers it is not \
             linked, because nothing names it: write `registry_core::link!(that_crate);` in the program"
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<&'static str> = (0..40).map(|number| &*format!("name{number:02}").leak()).collect();
        assert!(message("x", &names).ends_with("name29 and 10 more"));
    }
}
