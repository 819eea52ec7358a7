//! Why a library is not loaded.

use crate::error::{BoxError, Refused};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A library that is not loaded: nothing of it is in any registry.
///
/// Its `Debug` is its message; `{:#?}` shows the fields.
///
/// ```
/// use registry_core::dynamic::{self, Reason};
///
/// // SAFETY: nothing is there to be opened.
/// let error = unsafe { dynamic::load("no/such/plugin.so") }.unwrap_err();
/// assert!(matches!(error.reason(), Reason::Unreadable(_)));
/// assert!(error.to_string().starts_with("no/such/plugin.so: cannot be read: "));
/// ```
#[derive(thiserror::Error)]
#[error("{}: {reason}", .path.display())]
pub struct Error {
    path: PathBuf,
    reason: Reason,
}

impl Error {
    pub(super) fn new(path: &Path, reason: Reason) -> Self {
        Self { path: path.to_owned(), reason }
    }

    /// The file, as it was given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if formatter.alternate() {
            return formatter.debug_struct("Error").field("path", &self.path).field("reason", &self.reason).finish();
        }
        fmt::Display::fmt(self, formatter)
    }
}

/// Why a library is not loaded. All before [`Open`](Self::Open) are found in the file: no code of the library has run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The file is not there, or may not be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),

    /// It is a folder.
    #[error("is a folder; `load_dir` loads the libraries in one")]
    Folder,

    /// It is something else than a library.
    #[error("is no library")]
    NotALibrary,

    /// It is a part of a library, or its description is not what the framework writes.
    #[error("is damaged: {0}; build or copy it again")]
    Damaged(String),

    /// A library that has nothing to do with registries.
    #[error(
        "is no plugin: nothing in it registers anything; a plugin has `registry_core::export_plugin!();` in its crate"
    )]
    NoPlugin,

    /// A library that registers something, in a copy of the framework that nobody can reach.
    #[error(
        "registers things but exports nothing: write `registry_core::export_plugin!();` once, in the crate that is the library"
    )]
    NotExported,

    /// A library without a copy of the framework.
    #[error(
        "has no copy of the framework: it shares that of the program, or of another library; open it with `libloading`, and what \
         it registers appears by itself (backend `inventory`)"
    )]
    Shared,

    /// Another compiler built it.
    #[error("was built by Rust {library}, and this program by Rust {program}: build both with the same compiler")]
    #[non_exhaustive]
    Compiler {
        /// The version that built the library.
        library: String,
        /// The version that built the program.
        program: String,
    },

    /// It is for another system.
    #[error("was built for {library}, and this program for {program}: build both for the same target")]
    #[non_exhaustive]
    Target {
        /// That of the library.
        library: String,
        /// That of the program.
        program: String,
    },

    /// It was built for another version of an API.
    #[error(
        "was built for API {library:?} of {kind:?}, and this program has {program:?}: build the library with the program's version of \
         the crate that declares it"
    )]
    #[non_exhaustive]
    Api {
        /// The registry.
        kind: String,
        /// The version that the library was built for; empty if there was none.
        library: String,
        /// The program's.
        program: String,
    },

    /// The framework, or a crate that declares a registry, was built differently.
    #[error("was built with another {package}: {difference}")]
    #[non_exhaustive]
    Build {
        /// The package.
        package: String,
        /// What is different.
        difference: Difference,
    },

    /// None of its registries is in the program.
    #[error(
        "has no registry in common with this program: the library has {}, the program has {}; link the crate that declares the \
         registries into both", named(.library), named(.program)
    )]
    #[non_exhaustive]
    NothingInCommon {
        /// The paths of the library's registries, sorted.
        library: Vec<String>,
        /// The paths of the program's registries, sorted.
        program: Vec<String>,
    },

    /// The system does not open it.
    #[error("cannot be opened: {0}")]
    Open(BoxError),

    /// What it is made of is not what it says. It stays open, and nothing of it is in any registry.
    #[error("is not what it says: its types for {0:?} are those of another build; build it again")]
    OtherTypes(String),

    /// The program exports its symbols, and the system took one of them for that of the library: both register the same name. It
    /// stays open, and nothing of it is in any registry.
    #[error(
        "{name:?} in {kind:?} is registered by the library and by this program, which exports its symbols (`-rdynamic`): rename one, or \
         do not export them"
    )]
    #[non_exhaustive]
    Interposed {
        /// The registry.
        kind: &'static str,
        /// The name.
        name: &'static str,
    },

    /// A registry does not take in what the library has for it. The library stays open, and nothing of it is in any registry.
    #[error("is not taken in: {}", lines(.0))]
    Refused(Vec<Refused>),
}

impl Reason {
    /// Whether the file is none that was meant to be a plugin: a folder, no library, or a library without registries.
    #[must_use]
    pub fn is_other_file(&self) -> bool {
        matches!(self, Self::Folder | Self::NotALibrary | Self::NoPlugin)
    }
}

/// What is different between two builds of a crate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Difference {
    /// The version.
    #[error("the library has {library}, this program has {program}; build both with the same version")]
    #[non_exhaustive]
    Version {
        /// The library's, with the package.
        library: String,
        /// The program's.
        program: String,
    },

    /// The features.
    #[error("the library has the features {library:?}, this program {program:?}; build both with the same features")]
    #[non_exhaustive]
    Features {
        /// The library's, sorted.
        library: String,
        /// The program's, sorted.
        program: String,
    },

    /// The sources.
    #[error("its sources have changed; build both from the same sources")]
    Sources,

    /// Something that cargo knows, and the framework does not.
    #[error(
        "its profile, its folder or its dependencies are not the same; build both with the same profile, from the same place, and with \
         the same versions in Cargo.lock"
    )]
    Settings,
}

fn named(paths: &[String]) -> String {
    if paths.is_empty() { "none".to_owned() } else { paths.join(", ") }
}

fn lines(refused: &[Refused]) -> String {
    refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_form_of_an_error_is_its_message() {
        let error = Error::new(Path::new("plugins"), Reason::Folder);
        assert_eq!(format!("{error:?}"), "plugins: is a folder; `load_dir` loads the libraries in one");
        assert_eq!(format!("{error:#?}"), "Error {\n    path: \"plugins\",\n    reason: Folder,\n}");
    }

    #[test]
    fn a_library_without_registries_has_none() {
        let reason = Reason::NothingInCommon { library: Vec::new(), program: vec!["api::METRICS".to_owned()] };
        let expected = "has no registry in common with this program: the library has none, the program has api::METRICS; link the \
            crate that declares the registries into both";
        assert_eq!(reason.to_string(), expected);
    }
}
