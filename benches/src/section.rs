//! What a measurement gives: the text, tables, plots and goals of one section of the report.

/// One section of `docs/performance.md`.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// How it was measured, as Markdown.
    pub(crate) method: String,
    pub(crate) tables: Vec<Table>,
    pub(crate) plots: Vec<Plot>,
    pub(crate) goals: Vec<Goal>,
}

/// A table, of cells that are text already.
pub(crate) struct Table {
    /// What it shows, as one line of Markdown; empty if the section says it.
    pub(crate) caption: String,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Lines over a common axis, in a file of its own.
pub(crate) struct Plot {
    /// The name of the file, without `.svg`.
    pub(crate) name: &'static str,
    pub(crate) title: String,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) lines: Vec<Line>,
}

pub(crate) struct Axis {
    pub(crate) title: &'static str,
    pub(crate) logarithmic: bool,
}

pub(crate) struct Line {
    pub(crate) name: String,
    /// Sorted by the first.
    pub(crate) points: Vec<(f64, f64)>,
}

/// A figure that was promised to be at most so much.
#[derive(Clone)]
pub(crate) struct Goal {
    /// What was measured, with the peer: "hit, 1,000 names, by hashbrown + foldhash".
    pub(crate) what: String,
    pub(crate) at_most: f64,
    pub(crate) measured: f64,
    /// How many digits after the point make sense.
    pub(crate) digits: usize,
}

impl Goal {
    pub(crate) fn is_met(&self) -> bool {
        self.measured <= self.at_most
    }

    pub(crate) fn measured_text(&self) -> String {
        format!("{:.*}", self.digits, self.measured)
    }
}
