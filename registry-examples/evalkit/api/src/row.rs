//! One row of a data file.

use std::sync::Arc;

/// One row of a data file: values by column name, and the line on which it starts.
///
/// ```
/// use evalkit_api::Row;
///
/// let row = Row::new(2, [("label".into(), "7".to_owned())]);
/// assert_eq!((row.line(), row.get("label"), row.get("text")), (2, Some("7"), None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    line: u64,
    values: Vec<(Arc<str>, String)>,
}

impl Row {
    /// A row that starts on `line`, counted from 1. Names are shared, so that a loader need not copy them for each row.
    #[must_use]
    pub fn new(line: u64, values: impl IntoIterator<Item = (Arc<str>, String)>) -> Self {
        Self { line, values: values.into_iter().collect() }
    }

    /// The line on which it starts, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The value in a column, if the row has one.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| **name == *column).map(|(_, value)| value.as_str())
    }

    /// The names of the columns that have a value.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, _)| &**name)
    }
}
