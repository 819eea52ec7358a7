//! `list`

use super::failure::Failure;
use super::registries;
use crate::catalog::AnyRegistry;
use crate::table::Table;

/// The arguments of `list`.
#[derive(Clone, Debug, clap::Args)]
pub struct List {
    /// Only this kind
    kind: Option<String>,
    /// The columns, separated by commas: name, aliases, description, docs, kind, path, type, origin, crate, version, module, file,
    /// line, api, deprecated, stable, and the fields of the metadata
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
            Some(column) => sorted(table, column, &registries),
            None => Ok(table),
        }
    }
}

fn sorted(table: Table, column: &str, registries: &[AnyRegistry]) -> Result<Table, Failure> {
    let is_listed = table.columns().any(|listed| listed == column);
    if !is_listed {
        // otherwise one that there is not, with all that there are
        Table::of(registries.iter().flatten(), column)?;
        let columns = table.columns().map(str::to_owned).collect();
        return Err(Failure::NotListed { column: column.to_owned(), columns });
    }
    Ok(table.sorted_by(column)?)
}
