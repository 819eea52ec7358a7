//! What came of a folder.

use super::{Error, Loaded};
use std::fmt;
use std::path::{Path, PathBuf};

/// What [`load_dir`](super::load_dir) did with each file of a folder.
#[derive(Debug)]
#[must_use]
pub struct LoadReport {
    pub(super) folder: PathBuf,
    /// In the order of their names.
    pub(super) files: Vec<(PathBuf, Result<Loaded, Error>)>,
}

impl LoadReport {
    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Each file, in the order of their names, with what came of it. If the folder cannot be read, it is the only one.
    pub fn files(&self) -> impl Iterator<Item = (&Path, Result<&Loaded, &Error>)> {
        self.files.iter().map(|(path, outcome)| (path.as_path(), outcome.as_ref()))
    }

    /// The libraries that are loaded, now or before.
    pub fn loaded(&self) -> impl Iterator<Item = &Loaded> {
        self.files.iter().filter_map(|(_, outcome)| outcome.as_ref().ok())
    }

    /// Why those that were meant to be loaded are not.
    pub fn refused(&self) -> impl Iterator<Item = &Error> {
        self.errors().filter(|error| !error.reason().is_other_file())
    }

    /// What was not meant to be loaded: folders, and files that are no plugins.
    pub fn passed_over(&self) -> impl Iterator<Item = &Error> {
        self.errors().filter(|error| error.reason().is_other_file())
    }

    /// Whether nothing was refused.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.refused().next().is_none()
    }

    fn errors(&self) -> impl Iterator<Item = &Error> {
        self.files.iter().filter_map(|(_, outcome)| outcome.as_ref().err())
    }
}

/// The counts, and a line for each file.
impl fmt::Display for LoadReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (loaded, refused, other) = (self.loaded().count(), self.refused().count(), self.passed_over().count());
        write!(formatter, "{}: {loaded} loaded, {refused} refused, {other} passed over", self.folder.display())?;
        let width = self.files.iter().map(|(path, _)| name(path).chars().count()).max().unwrap_or_default();
        for (path, outcome) in self.files() {
            let name = name(path);
            match outcome {
                Ok(loaded) => write!(formatter, "\nloaded   {name:width$}  {loaded}")?,
                Err(error) => {
                    let word = if error.reason().is_other_file() { "passed" } else { "refused" };
                    let reason = error.reason().to_string().replace('\n', "\n         ");
                    write!(formatter, "\n{word:7}  {name:width$}  {reason}")?;
                }
            }
        }
        Ok(())
    }
}

/// The file's name, on one line.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut line = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_control() {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}
