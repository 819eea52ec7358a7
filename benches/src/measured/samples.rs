//! What a measured program says: one sample on each line.

use crate::median::median;
use std::collections::HashMap;
use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Values by what was measured and who took part, in the order of the rounds.
#[derive(Default)]
pub(crate) struct Samples {
    values: HashMap<(String, String), Vec<f64>>,
}

impl Samples {
    /// Runs a program and adds its samples.
    pub(crate) fn run(
        &mut self,
        program: &Path,
        arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
    ) -> Result<(), Box<dyn Error>> {
        let output = Command::new(program).args(arguments).output()?;
        if !output.status.success() {
            return Err(format!("{} failed:\n{}", program.display(), String::from_utf8_lossy(&output.stderr)).into());
        }
        for line in String::from_utf8(output.stdout)?.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [what, contestant, value] = fields.as_slice() else {
                return Err(format!("not a sample: {line}").into());
            };
            self.values.entry(((*what).to_owned(), (*contestant).to_owned())).or_default().push(value.parse()?);
        }
        Ok(())
    }

    pub(crate) fn has(&self, what: &str, contestant: &str) -> bool {
        self.values.contains_key(&(what.to_owned(), contestant.to_owned()))
    }

    pub(crate) fn median(&self, what: &str, contestant: &str) -> f64 {
        median(self.of(what, contestant).iter().copied())
    }

    /// The median over all rounds of the first by the second.
    pub(crate) fn ratio(&self, first: (&str, &str), second: (&str, &str)) -> f64 {
        let [first, second] = [first, second].map(|(what, contestant)| self.of(what, contestant));
        ratio(first, second)
    }

    /// The median over all rounds of these samples by those of another program.
    pub(crate) fn ratio_to(&self, other: &Self, (what, contestant): (&str, &str)) -> f64 {
        ratio(self.of(what, contestant), other.of(what, contestant))
    }

    fn of(&self, what: &str, contestant: &str) -> &[f64] {
        self.values.get(&(what.to_owned(), contestant.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }
}

fn ratio(first: &[f64], second: &[f64]) -> f64 {
    median(first.iter().zip(second).map(|(first, second)| first / second))
}
