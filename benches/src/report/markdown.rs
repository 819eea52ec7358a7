//! The page of the book.

use super::machine;
use crate::section::{Goal, Section, Table};
use std::error::Error;

/// What was tried, written by hand.
const TRIED: &str = include_str!("../../tried.md");

pub(super) fn page(sections: &[Section]) -> Result<String, Box<dyn Error>> {
    let mut parts = vec![introduction()?, goals(sections)];
    parts.extend(sections.iter().map(section));
    parts.push(TRIED.trim_end().to_owned());
    Ok(parts.join("\n\n") + "\n")
}

fn introduction() -> Result<String, Box<dyn Error>> {
    Ok(format!(
        "# Performance

What is promised of speed, size and build time, side by side with peers. This page is written by one command, which measures everything
again:

```sh
cargo run --release -p registry-benches
```

The figures here come from one run on this machine: {}.

Read the ratios: times depend on the machine, and on what else it does. All contestants of a table took turns in the same run, and the
tables have medians. A ratio is the median of the ratios of all rounds, so it is not just one time by the other; below 1, ours is the
faster or smaller.",
        machine::description()?
    ))
}

fn goals(sections: &[Section]) -> String {
    let goals = sections.iter().flat_map(|section| section.goals.iter().map(row));
    let header = ["what", "goal: at most", "measured", "met"].map(str::to_owned);
    format!("## Goals\n\n{}", table(&header, goals))
}

fn row(goal: &Goal) -> Vec<String> {
    let met = if goal.is_met() { "yes" } else { "**no**" };
    vec![goal.what.clone(), goal.at_most.to_string(), goal.measured_text(), met.to_owned()]
}

fn section(section: &Section) -> String {
    let mut parts = vec![format!("## {}", section.title), section.method.trim().to_owned()];
    parts.extend(section.tables.iter().map(captioned));
    for plot in &section.plots {
        parts.push(format!("![{}](performance/{}.svg)", plot.title, plot.name));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn captioned(described: &Table) -> String {
    let table = table(&described.header, described.rows.iter().cloned());
    if described.caption.is_empty() { table } else { format!("{}\n\n{table}", described.caption) }
}

fn table(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let mut lines = vec![line(header), line(&vec!["---".to_owned(); header.len()])];
    lines.extend(rows.map(|row| line(&row)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_headed_and_its_table_follows() {
        let table = Table {
            caption: "Found:".to_owned(),
            header: vec!["names".to_owned(), "time".to_owned()],
            rows: vec![vec!["8".to_owned(), "4 ns".to_owned()]],
        };
        let lookup = Section {
            title: "Lookup",
            method: String::new(),
            tables: vec![table],
            plots: Vec::new(),
            goals: Vec::new(),
        };
        assert_eq!(section(&lookup), "## Lookup\n\nFound:\n\n| names | time |\n| --- | --- |\n| 8 | 4 ns |");
    }

    #[test]
    fn a_goal_that_is_not_met_is_seen() {
        let goal = Goal { what: "hit".to_owned(), at_most: 0.9, measured: 1.0, digits: 2 };
        assert_eq!(row(&goal), ["hit", "0.9", "1.00", "**no**"]);
    }
}
