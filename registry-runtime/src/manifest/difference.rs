//! One difference between two manifests, and all of them.

use super::canonical;
use serde_json::Value;
use std::fmt;

/// What is different, and in what.
///
/// ```
/// use registry_core::manifest::{Change, Manifest};
///
/// let text = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [
///     { "name": "f1", "crate": "basic", "version": "1.0.0", "type": "basic::F1" }
/// ] }] }"#;
/// let (old, new): (Manifest, Manifest) = (serde_json::from_str(text)?, serde_json::from_str(&text.replace("1.0.0", "1.1.0"))?);
/// let differences = old.compare(&new);
/// let difference = differences.iter().next().unwrap();
/// assert_eq!((difference.kind.as_str(), difference.name.as_deref()), ("metrics", Some("f1")));
/// let Change::Different { field, old, new } = &difference.change else { panic!("{difference}") };
/// assert_eq!((field.as_str(), old.as_ref().unwrap(), new.as_ref().unwrap()), ("version", &"1.0.0".into(), &"1.1.0".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// The kind of the registry.
    pub kind: String,
    /// The path of the registry, if one of the programs has several of its kind.
    pub path: Option<String>,
    /// The entry; none if it is about the registry itself.
    pub name: Option<String>,
    /// What is different.
    pub change: Change,
}

/// What is different in a registry or entry.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// The other program does not have it.
    Missing,
    /// Only the other program has it.
    New,
    /// A field of it.
    Different {
        /// Where, as `metadata.category`.
        field: String,
        /// What is there; none if nothing is.
        old: Option<Value>,
        /// What is there in the other program.
        new: Option<Value>,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.kind)?;
        if let Some(path) = &self.path {
            write!(formatter, " ({path})")?;
        }
        if let Some(name) = &self.name {
            write!(formatter, " {name:?}")?;
        }
        write!(formatter, ": {}", self.change)
    }
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str("is missing"),
            Self::New => formatter.write_str("is new"),
            Self::Different { field, old, new } => {
                write!(formatter, "{field}: {} -> {}", shown(old.as_ref()), shown(new.as_ref()))
            }
        }
    }
}

/// The most characters of a value in a message.
const LONGEST: usize = 120;

/// `value` for people.
pub(crate) fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = canonical::text(value);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text,
    }
}

/// All differences between two manifests; empty if they are the same.
///
/// ```
/// use registry_core::manifest::{Change, Manifest};
///
/// let text = r#"{ "format": 1, "registries": [{ "kind": "metrics", "path": "api::METRICS", "entries": [] }] }"#;
/// let (old, new): (Manifest, Manifest) = (serde_json::from_str(text)?, serde_json::from_str(&text.replace("metrics", "models"))?);
/// let differences = old.compare(&new);
/// let missing = differences.iter().filter(|difference| difference.change == Change::Missing);
/// assert_eq!(missing.map(|difference| difference.kind.as_str()).collect::<Vec<_>>(), ["metrics"]);
/// assert_eq!(differences.to_string(), "metrics: is missing\nmodels: is new");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Differences {
    differences: Vec<Difference>,
}

impl Differences {
    pub(super) fn new(differences: Vec<Difference>) -> Self {
        Self { differences }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.differences.len()
    }

    /// Each, in the order of the manifests.
    pub fn iter(&self) -> std::slice::Iter<'_, Difference> {
        self.differences.iter()
    }
}

impl<'a> IntoIterator for &'a Differences {
    type Item = &'a Difference;
    type IntoIter = std::slice::Iter<'a, Difference>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Differences {
    type Item = Difference;
    type IntoIter = std::vec::IntoIter<Difference>;

    fn into_iter(self) -> Self::IntoIter {
        self.differences.into_iter()
    }
}

/// One on each line.
impl fmt::Display for Differences {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, difference) in self.iter().enumerate() {
            let separator = if place > 0 { "\n" } else { "" };
            write!(formatter, "{separator}{difference}")?;
        }
        Ok(())
    }
}

/// Takes a field, what is there, and what is there in the other.
pub(crate) type Report<'a> = dyn FnMut(&str, Option<&Value>, Option<&Value>) + 'a;

/// Reports each field in which `old` and `new` differ, with its path, down to what is not an object.
pub(crate) fn difference(field: &str, old: Option<&Value>, new: Option<&Value>, report: &mut Report<'_>) {
    match (old, new) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let inner = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                difference(&inner, before.get(key), after.get(key), report);
            }
        }
        // as texts, because 0.0 and -0.0 are equal and yet two contents
        _ if old.map(canonical::text) == new.map(canonical::text) => {}
        _ => report(field, old, new),
    }
}
