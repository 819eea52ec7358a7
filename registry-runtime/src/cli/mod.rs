//! Commands that show what is registered, for programs that read their command line with `clap`. Needs the feature `cli`.
//!
//! A program mounts [`Command`] where it likes:
//!
//! ```standalone_crate
//! use clap::{Parser, Subcommand};
//! use registry_core::cli;
//! use std::process::ExitCode;
//!
//! #[derive(Parser)]
//! struct Arguments {
//!     #[command(subcommand)]
//!     command: Command,
//! }
//!
//! #[derive(Subcommand)]
//! enum Command {
//!     /// Shows what is registered.
//!     #[command(subcommand)]
//!     Registry(cli::Command),
//! }
//!
//! fn main() -> ExitCode {
//!     # let arguments = Arguments::parse_from(["program", "registry", "check"]);
//!     # #[cfg(any())]
//!     let arguments = Arguments::parse();
//!     match arguments.command {
//!         Command::Registry(command) => command.run().print(),
//!     }
//! }
//! ```
//!
//! | command | |
//! | --- | --- |
//! | `list [KIND]` | a table, as text, Markdown or JSON, with the columns of your choice |
//! | `show NAME` | all that is known about a component, with the fields of its config |
//! | `check` | everything that is wrong; exit code 1 if anything is |
//! | `schema [KIND]` | the JSON Schema of what config can say |
//! | `manifest` | all of it as JSON, its fingerprint, or what is different from another one; exit code 1 if anything is |
//!
//! What cannot be done, as for a name that nothing has, ends with exit code 2.

mod check;
mod failure;
mod list;
mod manifest;
mod outcome;
mod registries;
mod schema;
mod show;

pub use check::Check;
pub use list::{Format, List};
pub use manifest::Manifest;
pub use outcome::Outcome;
pub use schema::Schema;
pub use show::Show;

/// What to show of the registries that are linked in.
///
/// ```
/// # use registry_core::{Registry, register, registry};
/// use clap::Parser;
/// use registry_core::cli::Command;
///
/// #[registry]
/// static CLI_LEVELS: Registry<u32>;
///
/// /// Nearly nothing.
/// #[register(kind = "cli_levels")]
/// const LOW: u32 = 1;
///
/// #[derive(Parser)]
/// struct Arguments {
///     #[command(subcommand)]
///     command: Command,
/// }
///
/// let arguments = Arguments::parse_from(["program", "list", "cli_levels", "--format", "markdown"]);
/// let outcome = arguments.command.run();
/// assert_eq!(outcome.code, 0);
/// assert!(outcome.output.ends_with("| low  | Nearly nothing. |\n"));
/// ```
#[derive(Clone, Debug, clap::Subcommand)]
#[non_exhaustive]
pub enum Command {
    /// Lists what is registered
    List(List),
    /// Shows all that is known about a component
    Show(Show),
    /// Says everything that is wrong with the registrations; exit code 1 if anything is
    Check(Check),
    /// Prints the JSON Schema of what config can say
    Schema(Schema),
    /// Prints what is registered as JSON, for comparing two programs
    Manifest(Manifest),
}

impl Command {
    /// Does what was asked for, and prints nothing: that does [`Outcome::print`].
    pub fn run(&self) -> Outcome {
        match self {
            Self::List(list) => list.run().into(),
            Self::Show(show) => show.run().into(),
            Self::Check(check) => check.run(),
            Self::Schema(schema) => schema.run().into(),
            Self::Manifest(manifest) => manifest.run(),
        }
    }
}
