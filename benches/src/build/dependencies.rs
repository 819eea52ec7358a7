//! How long everything takes that a crate depends on, from nothing.

use super::contestant::{INVENTORY, LINKME};
use super::project::{Project, Workshop, registry_core};
use crate::median::median;
use crate::section::{Goal, Section, Table};
use std::error::Error;
use std::time::Instant;

/// How much is measured.
pub(crate) struct Options {
    pub(crate) rounds: usize,
}

impl Options {
    pub(crate) const FULL: Self = Self { rounds: 7 };
    /// For trying.
    pub(crate) const QUICK: Self = Self { rounds: 1 };
}

const AT_MOST: f64 = 1.15;

pub(crate) fn measure(options: &Options) -> Result<Section, Box<dyn Error>> {
    let workshop = Workshop::new()?;
    let peers = format!("{LINKME}\n{INVENTORY}\nthiserror = \"2.0.21\"");
    let mut trees = [
        Tree::new(&workshop, "ours", "`registry-core`", registry_core(""))?,
        Tree::new(&workshop, "peers", "`linkme`, `inventory` and `thiserror`", peers)?,
    ];
    for round in 0..options.rounds {
        eprintln!("dependencies: round {} of {}", round + 1, options.rounds);
        for tree in &mut trees {
            tree.compile()?;
        }
    }
    let [ours, peers] = trees.each_ref().map(|tree| median(tree.seconds.iter().copied()));
    let row = |tree: &Tree| {
        let seconds = median(tree.seconds.iter().copied());
        vec![
            tree.name.to_owned(),
            tree.packages.to_string(),
            format!("{seconds:.2} s"),
            format!("{:.2}", seconds / peers),
        ]
    };
    Ok(Section {
        title: "Compile time of the dependencies",
        method: method(options),
        tables: vec![Table {
            caption: String::new(),
            header: ["depends on", "packages", "debug build", "by the peers"].map(str::to_owned).to_vec(),
            rows: trees.iter().map(row).collect(),
        }],
        plots: Vec::new(),
        goals: vec![Goal {
            what: "compile time of the dependencies, by `linkme`, `inventory` and `thiserror`".to_owned(),
            at_most: AT_MOST,
            measured: ours / peers,
            digits: 2,
        }],
    })
}

fn method(options: &Options) -> String {
    format!(
        "An empty crate that depends on `registry-core` with its default features, and one that depends on what would be needed \
         to write such a registry by hand. Each is compiled with `cargo build` into an empty target folder, in turns: medians of \
         {} rounds. Packages are counted without the empty crate itself.",
        options.rounds
    )
}

/// A crate and what it depends on.
struct Tree {
    name: &'static str,
    project: Project,
    packages: usize,
    seconds: Vec<f64>,
}

impl Tree {
    fn new(
        workshop: &Workshop,
        project: &str,
        name: &'static str,
        dependencies: String,
    ) -> Result<Self, Box<dyn Error>> {
        let project = workshop.project(project).apart().dependencies(dependencies).library("").write()?;
        let packages = packages(&project)?;
        Ok(Self { name, project, packages, seconds: Vec::new() })
    }

    fn compile(&mut self) -> Result<(), Box<dyn Error>> {
        self.project.clean()?;
        let started = Instant::now();
        self.project.cargo(&["build", "--quiet"])?;
        self.seconds.push(started.elapsed().as_secs_f64());
        Ok(())
    }
}

/// How many packages are compiled, but for the crate itself. This downloads what is missing.
fn packages(project: &Project) -> Result<usize, Box<dyn Error>> {
    let tree = project.cargo(&["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe"])?;
    let mut packages: Vec<&str> = tree.lines().filter(|line| !line.is_empty()).collect();
    packages.sort_unstable();
    packages.dedup();
    Ok(packages.len().saturating_sub(1))
}
