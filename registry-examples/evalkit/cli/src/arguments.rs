//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  evalkit run eval.toml
  evalkit run eval.toml --set metrics.0.config.average=micro --json
  evalkit check eval.toml
  evalkit schema > evalkit.schema.json
  evalkit score predictions.csv --reference label --metrics f1,exact_match";

const RUN_EXAMPLE: &str = "\
Example, as TOML; YAML and JSON say the same, and the extension tells which it is:

  [data]
  path = \"digits-predictions.csv\"      # relative to this file
  loader = \"csv\"                       # left out: by the extension
  prediction = \"prediction\"
  reference = \"label\"

  [[metrics]]
  name = \"f1\"
  as = \"f1_micro\"                      # the key in the result; the name if left out
  config = { average = \"micro\" }       # macro, micro, weighted

  [[metrics]]
  name = \"rouge\"
  config = { variant = \"rouge1\" }      # rouge1, rouge2, rougeL

`evalkit list` shows all metrics and loaders, `evalkit schema` what they take.";

const CHECK_EXAMPLE: &str = "\
Example:
  $ evalkit check eval.toml
  eval.toml:7:24: metrics[0].config.average: unknown variant \"mirco\"; did you mean \"micro\"?";

const SCHEMA_EXAMPLE: &str = "\
Example:
  evalkit schema > evalkit.schema.json

Editors then complete and check a file that names it: with the first line `#:schema evalkit.schema.json` in TOML,
`# yaml-language-server: $schema=evalkit.schema.json` in YAML, with the key \"$schema\" in JSON.";

/// Scores predictions against references. Without a command: scores the two bundled files.
#[derive(Debug, Parser)]
#[command(name = "evalkit", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Scores the file that an evaluation file names, by the metrics that it names.
    #[command(after_help = RUN_EXAMPLE)]
    Run(RunArguments),
    /// Says everything that is wrong with an evaluation file. It builds nothing and does not look at the data.
    #[command(after_help = CHECK_EXAMPLE)]
    Check(SourceArguments),
    /// Prints the JSON Schema of evaluation files, with the metrics and loaders that are linked.
    #[command(after_help = SCHEMA_EXAMPLE)]
    Schema,
    /// Scores a file.
    Score(ScoreArguments),
    /// Lists what is registered, and where.
    List(ListArguments),
    /// Shows all that the registries know: tables, components with their config, what is wrong.
    #[command(subcommand)]
    Registry(registry_core::cli::Command),
}

#[derive(Args, Debug)]
pub(crate) struct RunArguments {
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    /// Prints one JSON object with all digits instead of a table.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct SourceArguments {
    /// The file of the evaluation: .toml, .yaml, .yml or .json. Of several, later ones lie over earlier ones: tables merge,
    /// anything else is replaced. A path in a file is relative to that file.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Sets one value over what the files say, as `metrics.0.config.average=micro`. A path here is relative to the current
    /// folder.
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// Puts environment variables in the place of `${NAME}` and `${NAME:-default}`; `$$` stands for `$`.
    #[arg(long)]
    pub(crate) env: bool,
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
