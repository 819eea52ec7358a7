//! `check`

use super::Outcome;
use crate::catalog::{AnyRegistry, catalog};
use crate::counted::counted;
use crate::error::Problem;
use serde_json::{Value, json};

/// The arguments of `check`.
#[derive(Clone, Debug, clap::Args)]
pub struct Check {
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

const PROBLEMS: u8 = 1;

impl Check {
    pub(super) fn run(&self) -> Outcome {
        let registries: Vec<AnyRegistry> = catalog().iter().collect();
        let problems: Vec<_> = registries.iter().flat_map(problems).collect();
        let text = if self.json { as_json(&registries, &problems) } else { as_text(&registries, &problems) };
        Outcome::of(text, if problems.is_empty() { 0 } else { PROBLEMS })
    }
}

/// Each problem of the registry, with its kind.
fn problems(registry: &AnyRegistry) -> Vec<(&'static str, Problem)> {
    let problems = registry.check().err();
    problems.iter().flatten().map(|problem| (registry.kind(), problem.clone())).collect()
}

/// A line for each problem, and the counts.
fn as_text(registries: &[AnyRegistry], problems: &[(&'static str, Problem)]) -> String {
    let mut lines: Vec<String> = problems.iter().map(|(_, problem)| problem.to_string()).collect();
    let count = match problems.len() {
        0 => "no problems".to_owned(),
        count => counted(count, "problem", "problems"),
    };
    let registered = counted(registries.len(), "registry", "registries");
    lines.push(format!("{count} in {registered} with {}\n", counted(entries(registries), "entry", "entries")));
    lines.join("\n")
}

fn as_json(registries: &[AnyRegistry], problems: &[(&'static str, Problem)]) -> String {
    let problem = |(kind, problem): &(&str, Problem)| json!({ "kind": kind, "fatal": problem.is_fatal(), "message": problem.to_string() });
    let result = json!({
        "registries": registries.len(),
        "entries": entries(registries),
        "problems": problems.iter().map(problem).collect::<Vec<Value>>(),
    });
    format!("{result:#}\n")
}

fn entries(registries: &[AnyRegistry]) -> usize {
    registries.iter().map(|registry| registry.iter().len()).sum()
}
