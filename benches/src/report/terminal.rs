//! A section as text.

use crate::section::{Goal, Section};
use comfy_table::{Table, presets};

pub(crate) fn print(section: &Section) {
    println!("\n== {}", section.title);
    for table in &section.tables {
        if !table.caption.is_empty() {
            println!("\n{}", table.caption);
        }
        println!("{}", text(&table.header, &table.rows));
    }
    if !section.goals.is_empty() {
        let header = ["goal", "at most", "measured", "met"].map(str::to_owned);
        println!("{}", text(&header, &section.goals.iter().map(row).collect::<Vec<_>>()));
    }
}

fn row(goal: &Goal) -> Vec<String> {
    let met = if goal.is_met() { "yes" } else { "NO" };
    vec![goal.what.clone(), goal.at_most.to_string(), goal.measured_text(), met.to_owned()]
}

fn text(header: &[String], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED).set_header(header);
    table.add_rows(rows);
    table.to_string()
}
