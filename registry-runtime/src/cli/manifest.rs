//! `manifest`

use super::Outcome;
use super::failure::Failure;
use crate::catalog::catalog;
use crate::counted::counted;
use crate::manifest::{Differences, Manifest as Value};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The arguments of `manifest`.
#[derive(Clone, Debug, clap::Args)]
pub struct Manifest {
    /// Prints the fingerprint alone
    #[arg(long)]
    fingerprint: bool,
    /// Says what is different from the manifest in this file, or on standard input if it is `-`: "old -> new" is from the file to
    /// this program; exit code 1 if anything is
    #[arg(long, value_name = "FILE", conflicts_with = "fingerprint")]
    compare: Option<PathBuf>,
}

const DIFFERENT: u8 = 1;

impl Manifest {
    pub(super) fn run(&self) -> Outcome {
        let own = catalog().manifest();
        match &self.compare {
            Some(file) => match read(file) {
                Ok(other) => compared(&own, &other, file),
                Err(failure) => Err(failure).into(),
            },
            None if self.fingerprint => Ok(own.fingerprint()).into(),
            None => Ok(format!("{:#}", serde_json::json!(own))).into(),
        }
    }
}

fn read(file: &Path) -> Result<Value, Failure> {
    let failed = |why: String| Failure::Manifest { file: name_of(file), why };
    let text = if is_standard_input(file) { io::read_to_string(io::stdin()) } else { fs::read_to_string(file) };
    let text = text.map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// For people.
fn name_of(file: &Path) -> String {
    if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() }
}

/// What is in `own` that is not in `other`, and the other way round.
fn compared(own: &Value, other: &Value, file: &Path) -> Outcome {
    let differences = other.compare(own);
    if differences.is_empty() {
        return Outcome::of(format!("as in {}: {}\n", name_of(file), own.fingerprint()), 0);
    }
    Outcome::of(different(&differences, file), DIFFERENT)
}

fn different(differences: &Differences, file: &Path) -> String {
    let mut lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
    lines.push(format!("{} from {}\n", counted(differences.len(), "difference", "differences"), name_of(file)));
    lines.join("\n")
}
