//! Scores as a table or as JSON.

use crate::scoring::{Score, Scores};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use console::Term;
use serde_json::Value;

/// An empty table in the style of the program, no wider than the terminal.
pub(crate) fn empty_table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic).set_header(header);
    if let Some((_, width)) = Term::stdout().size_checked() {
        table.set_width(width);
    }
    table
}

/// The scores of one file as they are asked for.
pub(crate) fn report(scores: Scores, is_json: bool) -> String {
    if is_json { json(&scores) } else { table(&[scores]) }
}

pub(crate) fn table(files: &[Scores]) -> String {
    let mut table = empty_table(&["file", "rows", "metric", "score", "better"]);
    for column in [1, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for Scores { file, rows, metrics } in files {
        for Score { key, entry, value } in metrics {
            let better = if entry.meta().higher_is_better { "higher" } else { "lower" };
            table.add_row([file, &rows.to_string(), key, &format!("{value:.6}"), better]);
        }
    }
    format!("{table}\n")
}

/// One object; the metrics are in the order in which they were asked for, else sorted by name.
fn json(Scores { rows, metrics, .. }: &Scores) -> String {
    let metrics = metrics
        .iter()
        .map(|Score { key, value, .. }| format!("{}: {}", Value::from(key.as_str()), Value::from(*value)));
    format!("{{\"n\": {rows}, \"metrics\": {{{}}}}}\n", metrics.collect::<Vec<_>>().join(", "))
}
