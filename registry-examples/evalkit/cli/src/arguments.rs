//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Scores predictions against references. Without a command: scores the two bundled files.
#[derive(Debug, Parser)]
#[command(name = "evalkit", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Scores a file.
    Score(ScoreArguments),
    /// Lists what is registered, and where.
    List(ListArguments),
}

#[derive(Args, Debug)]
pub(crate) struct ScoreArguments {
    /// The file with a prediction and a reference in each row.
    pub(crate) file: PathBuf,
    /// Names of metrics, separated by commas. Left out: all that apply to the columns of the file.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub(crate) metrics: Option<Vec<String>>,
    /// The column with what was predicted. Left out: `prediction`.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) prediction: Option<String>,
    /// The column with what is right. Left out: `reference`.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) reference: Option<String>,
    /// The name of the loader. Left out: the one for the extension of the file.
    #[arg(long, value_name = "NAME")]
    pub(crate) loader: Option<String>,
    /// Prints one JSON object with all digits instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ListArguments {
    /// Only this kind.
    pub(crate) kind: Option<String>,
    /// Prints a JSON array instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
}
