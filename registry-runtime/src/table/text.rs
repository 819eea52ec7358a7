//! Tables for people at a terminal.

use super::Table;
use crate::metadata::MetadataValue;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};
use console::{Term, measure_text_width};
use std::fmt;

/// No column is narrower than this because of the width of the table.
const READABLE: u16 = 6;

impl Table {
    /// Text no wider than this, as far as that is possible: names are not broken, and no column is so narrow that nobody could
    /// read it.
    ///
    /// ```
    /// # use registry_core::{Registry, register, registry};
    /// # #[registry]
    /// # static LEVELS: Registry<u32>;
    /// /// As low as the water in late summer.
    /// #[register(kind = "levels")]
    /// const LOW: u32 = 1;
    ///
    /// let text = LEVELS.table(..)?.width(30).to_text();
    /// assert!(text.lines().all(|line| line.chars().count() <= 30));
    /// # Ok::<(), registry_core::UnknownColumn>(())
    /// ```
    #[must_use]
    pub fn width(self, columns: u16) -> Self {
        Self { width: Some(columns), ..self }
    }

    /// The table as text with borders, without a line break at the end. Without a [`width`](Self::width) it is as wide as the
    /// terminal, and as wide as it needs to be where standard output is none.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(UTF8_FULL_CONDENSED).set_header(&self.columns);
        if let Some(width) = self.width.or_else(terminal_width) {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        }
        table.add_rows(self.rows.iter().map(|row| row.iter().map(ToString::to_string)));
        for (place, column) in table.column_iter_mut().enumerate() {
            if self.holds_numbers(place) {
                column.set_cell_alignment(CellAlignment::Right);
            }
            column.set_constraint(match self.columns[place].as_str() {
                // people copy them
                "name" => ColumnConstraint::ContentWidth,
                _ => ColumnConstraint::LowerBoundary(Width::Fixed(self.least_width(place) + column.padding_width())),
            });
        }
        table.to_string()
    }

    /// What a column needs to be read.
    fn least_width(&self, column: usize) -> u16 {
        let lines = self.rows.iter().filter_map(|row| row[column].to_string().lines().map(measure_text_width).max());
        let widest = lines.max().unwrap_or_default().max(measure_text_width(&self.columns[column]));
        u16::try_from(widest).map_or(READABLE, |widest| widest.min(READABLE))
    }

    fn holds_numbers(&self, column: usize) -> bool {
        let is_number = |value: &MetadataValue| matches!(value, MetadataValue::Integer(_) | MetadataValue::Float(_));
        let mut values =
            self.rows.iter().map(|row| &row[column]).filter(|value| **value != MetadataValue::None).peekable();
        values.peek().is_some() && values.all(is_number)
    }
}

fn terminal_width() -> Option<u16> {
    Term::stdout().size_checked().map(|(_, width)| width)
}

/// The table as [text](Table::to_text).
impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_text())
    }
}
