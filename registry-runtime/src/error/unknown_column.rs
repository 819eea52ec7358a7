//! A column that a table cannot have.

use super::nearest;
use std::fmt;

/// There is no such column in a [`Table`](crate::Table).
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
/// let error = COLOURS.table(["origins"]).unwrap_err();
/// assert_eq!((error.name(), error.nearest()), ("origins", &["origin".to_owned()][..]));
/// assert_eq!(
///     error.to_string(),
///     "there is no column \"origins\"; did you mean \"origin\"? Columns: name, aliases, description, docs, kind, path, type, \
///      origin, crate, version, module, file, line, api, deprecated, stable",
/// );
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub struct UnknownColumn {
    name: Box<str>,
    columns: Vec<String>,
    nearest: Vec<String>,
}

impl UnknownColumn {
    pub(crate) fn new(name: &str, columns: Vec<String>) -> Self {
        let nearest = nearest(name, columns.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
        Self { name: name.into(), nearest, columns }
    }

    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Columns that may have been meant, the nearest first.
    #[must_use]
    pub fn nearest(&self) -> &[String] {
        &self.nearest
    }

    /// All columns that there are.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }
}

impl fmt::Display for UnknownColumn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, columns, nearest } = self;
        write!(formatter, "there is no column {name:?}")?;
        match nearest.as_slice() {
            [] => formatter.write_str(".")?,
            nearest => write!(formatter, "; did you mean \"{}\"?", nearest.join("\" or \""))?,
        }
        write!(formatter, " Columns: {}", columns.join(", "))
    }
}

/// The message, so that a `main` which returns it prints what helps; `{:#?}` shows the fields.
impl fmt::Debug for UnknownColumn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !formatter.alternate() {
            return fmt::Display::fmt(self, formatter);
        }
        formatter
            .debug_struct("UnknownColumn")
            .field("name", &self.name)
            .field("nearest", &self.nearest)
            .field("columns", &self.columns)
            .finish()
    }
}
