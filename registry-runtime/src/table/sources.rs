//! The tables of registries and of the catalog.

use super::column::first_line;
use super::{Columns, Table};
use crate::catalog::{AnyRegistry, Catalog, entries_of};
use crate::error::UnknownColumn;
use crate::metadata::{Metadata, MetadataValue};
use crate::registry::Registry;
use std::fmt;

impl<I: ?Sized + 'static, M: Metadata> Registry<I, M> {
    /// A [`Table`] of the entries, sorted by name, with these columns; `..` stands for the name, each field of the metadata, and
    /// the description. Needs the feature `table`.
    ///
    /// The registry itself is shown as the table of `..`.
    ///
    /// ```
    /// use registry_core::{Metadata, Registry, register, registry};
    ///
    /// #[derive(Metadata)]
    /// struct Info {
    ///     extensions: &'static [&'static str],
    /// }
    ///
    /// #[registry]
    /// static LOADERS: Registry<fn(), Info>;
    ///
    /// /// Comma-separated values.
    /// #[register(kind = "loaders", meta(extensions = &["csv", "tsv"]))]
    /// fn csv() {}
    ///
    /// let expected = "\
    /// ┌──────┬────────────┬─────────────────────────┐
    /// │ name ┆ extensions ┆ description             │
    /// ╞══════╪════════════╪═════════════════════════╡
    /// │ csv  ┆ csv, tsv   ┆ Comma-separated values. │
    /// └──────┴────────────┴─────────────────────────┘";
    /// assert_eq!(LOADERS.table(["name", "extensions", "description"])?.to_text(), expected);
    /// assert_eq!(LOADERS.to_string(), expected);
    /// # Ok::<(), registry_core::UnknownColumn>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownColumn`] with the nearest columns and all columns.
    #[track_caller]
    pub fn table(&self, columns: impl Columns) -> Result<Table, UnknownColumn> {
        Table::of(entries_of(self), columns)
    }
}

/// The [table](Registry::table) of `..`.
impl<I: ?Sized, M: Metadata> fmt::Display for Registry<I, M> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Table::of_default(entries_of(self)).fmt(formatter)
    }
}

impl AnyRegistry {
    /// See [`Registry::table`]. Needs the feature `table`.
    ///
    /// # Errors
    /// [`UnknownColumn`] with the nearest columns and all columns.
    pub fn table(&self, columns: impl Columns) -> Result<Table, UnknownColumn> {
        Table::of(self, columns)
    }
}

/// The [table](AnyRegistry::table) of `..`.
impl fmt::Display for AnyRegistry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Table::of_default(self).fmt(formatter)
    }
}

impl Catalog {
    /// A [`Table`] with a row for each registry: `kind`, `entries` (how many), `api` and `description`; after the kind `path`, if
    /// two are of one kind. Needs the feature `table`.
    ///
    /// The catalog itself is shown as this table.
    ///
    /// ```standalone_crate
    /// use registry_core::{Registry, catalog, register, registry};
    ///
    /// /// Things to say first.
    /// #[registry(api = "v1")]
    /// static GREETINGS: Registry<&'static str>;
    ///
    /// #[register(kind = "greetings")]
    /// const HELLO: &str = "Hello!";
    ///
    /// assert_eq!(
    ///     catalog().table().to_text(),
    ///     "\
    /// ┌───────────┬─────────┬─────┬──────────────────────┐
    /// │ kind      ┆ entries ┆ api ┆ description          │
    /// ╞═══════════╪═════════╪═════╪══════════════════════╡
    /// │ greetings ┆       1 ┆ v1  ┆ Things to say first. │
    /// └───────────┴─────────┴─────┴──────────────────────┘",
    /// );
    /// ```
    #[must_use]
    pub fn table(self) -> Table {
        let registries: Vec<AnyRegistry> = self.iter().collect();
        let mut columns = vec!["kind", "entries", "api", "description"];
        let mut rows: Vec<_> = registries.iter().map(row).collect();
        if registries.windows(2).any(|pair| pair[0].kind() == pair[1].kind()) {
            columns.insert(1, "path");
            rows.iter_mut().zip(&registries).for_each(|(row, registry)| row.insert(1, registry.path().into()));
        }
        Table::new(&columns, rows)
    }
}

fn row(registry: &AnyRegistry) -> Vec<MetadataValue> {
    vec![
        registry.kind().into(),
        MetadataValue::Integer(registry.iter().len() as i128),
        registry.api().map_or(MetadataValue::None, MetadataValue::from),
        first_line(registry.docs()),
    ]
}

/// The [table](Catalog::table) of all registries.
impl fmt::Display for Catalog {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.table().fmt(formatter)
    }
}
