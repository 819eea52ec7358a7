//! The test: from the snapshot to an error, or to a new snapshot.

use super::{Program, StableNames, StableNamesError};
use crate::catalog::catalog;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The environment variable that asks for a new snapshot.
const UPDATE: &str = "UPDATE_STABLE_NAMES";

/// What [`assert_stable_names!`](crate::assert_stable_names) expands to. Not public API.
#[doc(hidden)]
#[derive(Debug)]
pub struct StableNamesTest {
    path: PathBuf,
    package: &'static str,
    version: &'static str,
    crates: Option<Vec<String>>,
}

/// Whether to write the snapshot.
#[derive(Clone, Copy, PartialEq)]
enum Update {
    No,
    /// Unless a promise is broken.
    Kept,
    Always,
}

impl StableNamesTest {
    /// With a snapshot at `path`, relative to `folder`.
    pub fn new(folder: &str, path: impl AsRef<Path>, package: &'static str, version: &'static str) -> Self {
        Self { path: Path::new(folder).join(path), package, version, crates: None }
    }

    /// Promises are made by these packages only.
    #[must_use]
    pub fn crates(self, crates: &[&str]) -> Self {
        Self { crates: Some(crates.iter().map(|name| (*name).to_owned()).collect()), ..self }
    }

    /// # Panics
    /// See [`assert_stable_names!`](crate::assert_stable_names).
    #[track_caller]
    pub fn assert(&self) {
        if let Err(error) = self.run() {
            panic!("{error}");
        }
    }

    fn run(&self) -> Result<(), StableNamesError> {
        let update = Update::asked_for()?;
        let program = self.program();
        let Some(names) = self.read()? else {
            return match update {
                Update::No => Err(StableNamesError::Missing { path: self.path.clone(), command: self.command("1") }),
                Update::Kept | Update::Always => self.write(&StableNames::of(&program)),
            };
        };
        let changes = Box::new(names.compare(&program));
        let path = self.path.clone();
        if changes.is_breaking() && update != Update::Always {
            return Err(StableNamesError::Broken { path, changes, command: self.command("break") });
        }
        match update {
            _ if changes.is_empty() => Ok(()),
            Update::No => Err(StableNamesError::OutOfDate { path, changes, command: self.command("1") }),
            Update::Kept | Update::Always => self.write(&names.renewed(&program)),
        }
    }

    fn program(&self) -> Program {
        let program = Program::new(catalog().manifest()).tested_by(self.package, self.version);
        match &self.crates {
            Some(crates) => program.only_crates(crates),
            None => program,
        }
    }

    fn read(&self) -> Result<Option<StableNames>, StableNamesError> {
        match fs::read_to_string(&self.path) {
            Ok(text) => StableNames::from_json(&text)
                .map(Some)
                .map_err(|source| StableNamesError::Invalid { path: self.path.clone(), source }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.file(error)),
        }
    }

    /// Writes all or nothing: a new file takes the place of the old one.
    fn write(&self, names: &StableNames) -> Result<(), StableNamesError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = readable_by_all().tempfile_in(folder).map_err(|error| self.file(error))?;
        file.write_all(names.to_json().as_bytes()).map_err(|error| self.file(error))?;
        file.persist(&self.path).map_err(|error| self.file(error.error))?;
        Ok(())
    }

    fn file(&self, source: io::Error) -> StableNamesError {
        StableNamesError::File { path: self.path.clone(), source }
    }

    /// What to type; the thread of a test has the name of the test.
    fn command(&self, update: &str) -> String {
        let thread = std::thread::current();
        let test = thread.name().filter(|name| *name != "main").map(|name| format!(" {name}")).unwrap_or_default();
        format!("{UPDATE}={update} cargo test -p {}{test}", self.package)
    }
}

impl Update {
    fn asked_for() -> Result<Self, StableNamesError> {
        match env::var_os(UPDATE) {
            None => Ok(Self::No),
            // how scripts and build services pass on what they do not have
            Some(value) if value.is_empty() => Ok(Self::No),
            Some(value) if value == "1" => Ok(Self::Kept),
            Some(value) if value == "break" => Ok(Self::Always),
            Some(value) => Err(StableNamesError::UnknownUpdate { value: value.to_string_lossy().into_owned() }),
        }
    }
}

/// Temporary files are private, and this one is to stay.
fn readable_by_all() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
