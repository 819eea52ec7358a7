//! Tables for other programs.

use super::Table;
use crate::metadata::MetadataValue;
use serde::ser::{Serialize, Serializer};

impl Table {
    /// The table as a JSON array with an object for each row. Values have their types: numbers, booleans, arrays, and `null` where
    /// there is none.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

fn json(table: &Table) -> String {
    serde_json::to_string_pretty(table).expect("the keys are texts and the values are JSON")
}

/// A sequence with a map for each row, in the order of the columns.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows.iter().map(|row| Row { columns: &self.columns, row }))
    }
}

struct Row<'a> {
    columns: &'a [String],
    row: &'a [MetadataValue],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().zip(self.row))
    }
}
