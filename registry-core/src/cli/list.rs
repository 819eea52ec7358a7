//! `list`

use super::failure::Failure;
use super::registries;
use crate::table::Table;

/// The arguments of `list`.
#[derive(Clone, Debug, clap::Args)]
pub struct List {
    /// Only this kind
    kind: Option<String>,
    /// The columns, separated by commas: name, aliases, description, docs, kind, type, origin, crate, version, module, file, line,
    /// api, deprecated, stable, and the fields of the metadata
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    columns: Option<Vec<String>>,
    /// The column that the rows are sorted by
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// What the table is written as
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
#[non_exhaustive]
pub enum Format {
    /// For people, no wider than the terminal
    Text,
    /// For documents
    Markdown,
    /// For other programs
    Json,
}

impl List {
    pub(super) fn run(&self) -> Result<String, Failure> {
        let table = self.table()?;
        Ok(match self.format {
            _ if self.json => table.to_json(),
            Format::Text => table.to_text(),
            Format::Markdown => table.to_markdown(),
            Format::Json => table.to_json(),
        })
    }

    fn table(&self) -> Result<Table, Failure> {
        let registries = registries::of_kind(self.kind.as_deref())?;
        let entries = registries.iter().flatten();
        let table = match &self.columns {
            Some(columns) => Table::of(entries, columns)?,
            None => Table::of(entries, ..)?,
        };
        match &self.sort {
            Some(column) => Ok(table.sorted_by(column)?),
            None => Ok(table),
        }
    }
}
