//! Tables of entries: what is registered, for people, documents and other programs.

mod column;
mod columns;
mod json;
mod markdown;
mod order;
mod sources;
mod text;

pub use columns::Columns;

use crate::catalog::AnyEntry;
use crate::error::UnknownColumn;
use crate::metadata::MetadataValue;
use column::Column;

/// Entries as rows, and what is known about them as columns.
///
/// [`Registry::table`](crate::Registry::table) makes one of a whole registry, [`of`](Self::of) of any entries:
///
/// ```
/// use registry_core::{Metadata, Registry, Table, register, registry};
///
/// #[derive(Metadata)]
/// struct ModelInfo {
///     #[metadata(required)]
///     layers: u32,
/// }
///
/// #[registry]
/// static MODELS: Registry<&'static str, ModelInfo>;
///
/// /// The small one.
/// #[register(kind = "models", meta(layers = 12))]
/// const BERT_BASE: &str = "bert-base";
/// /// The large one.
/// #[register(kind = "models", meta(layers = 24))]
/// const BERT_LARGE: &str = "bert-large";
/// #[register(kind = "models", meta(layers = 6))]
/// const DISTIL: &str = "distil";
///
/// let table = Table::of(MODELS.matching("bert_*"), ["name", "layers", "description"])?;
/// assert_eq!(
///     table.to_text(),
///     "\
/// ┌────────────┬────────┬────────────────┐
/// │ name       ┆ layers ┆ description    │
/// ╞════════════╪════════╪════════════════╡
/// │ bert_base  ┆     12 ┆ The small one. │
/// │ bert_large ┆     24 ┆ The large one. │
/// └────────────┴────────┴────────────────┘",
/// );
/// assert_eq!(MODELS.table(["layers"])?.sorted_by("layers")?.to_json(), r#"[
///   {
///     "layers": 6
///   },
///   {
///     "layers": 12
///   },
///   {
///     "layers": 24
///   }
/// ]"#);
/// # Ok::<(), registry_core::UnknownColumn>(())
/// ```
///
/// # Columns
///
/// | column | holds |
/// | --- | --- |
/// | `name`, `aliases`, `kind` | what the entry is called, and in which registry |
/// | `path` | the static of the registry, in the tables of [`AnyRegistry`](crate::AnyRegistry) and its entries |
/// | `description` | the first line of the doc comment |
/// | `docs` | the doc comment |
/// | `type` | the path of the registered item |
/// | `origin` | file, line, crate and version in one |
/// | `crate`, `version`, `module`, `file`, `line` | each alone |
/// | `api`, `deprecated`, `stable` | what the registration says |
/// | each field of the metadata | its value; a field with the name of another column is `meta.` and its name |
///
/// A table without entries knows no fields, and takes any name for one.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    columns: Vec<String>,
    /// A value for each column, in each.
    rows: Vec<Vec<MetadataValue>>,
    width: Option<u16>,
}

impl Table {
    /// A row for each entry, in their order: of a registry, or of a selection as `METRICS.matching("bert_*")`, which are sorted by
    /// name.
    ///
    /// `columns` are names, or `..` for the name, each field of the metadata, and the description; where the entries are of
    /// several kinds, the kind comes first, where they are of several registries of one kind, the paths of these, and where their
    /// metadata has other fields, it is left out.
    ///
    /// ```
    /// # use registry_core::{Registry, Table, register, registry};
    /// # #[registry]
    /// # static LEVELS: Registry<u32>;
    /// # #[register(kind = "levels")]
    /// # const LOW: u32 = 1;
    /// # #[register(kind = "levels", stable)]
    /// # const HIGH: u32 = 9;
    /// let stable = Table::of(LEVELS.filter(|entry| entry.is_stable()), ..)?;
    /// assert_eq!((stable.len(), stable.columns().collect::<Vec<_>>()), (1, vec!["name", "description"]));
    ///
    /// let error = Table::of(&LEVELS, ["naem"]).unwrap_err();
    /// assert!(error.to_string().starts_with(r#"there is no column "naem"; did you mean "name"? Columns: name, "#));
    /// # Ok::<(), registry_core::UnknownColumn>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownColumn`] with the nearest columns and all columns.
    #[allow(clippy::needless_pass_by_value, reason = "`[&str; N]` by value is what reads best in a call")]
    pub fn of<E: Into<AnyEntry>>(
        entries: impl IntoIterator<Item = E>,
        columns: impl Columns,
    ) -> Result<Self, UnknownColumn> {
        let entries: Vec<AnyEntry> = entries.into_iter().map(Into::into).collect();
        let columns = columns::resolve(&columns, &entries)?;
        Ok(Self::with(&entries, &columns))
    }

    /// That of `..`, which cannot fail.
    fn of_default<E: Into<AnyEntry>>(entries: impl IntoIterator<Item = E>) -> Self {
        let entries: Vec<AnyEntry> = entries.into_iter().map(Into::into).collect();
        Self::with(&entries, &columns::default(&entries))
    }

    /// One of other things than entries: a value for each column, in each row.
    pub(crate) fn new(columns: &[&str], rows: Vec<Vec<MetadataValue>>) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows, width: None }
    }

    fn with(entries: &[AnyEntry], columns: &[Column]) -> Self {
        let row = |entry| columns.iter().map(|column| column.value(entry)).collect();
        let names: Vec<&str> = columns.iter().map(Column::name).collect();
        Self::new(&names, entries.iter().map(row).collect())
    }

    /// The rows in the order of a column of this table: numbers by their size, texts by their bytes, nothing last. Rows that are
    /// equal there keep their order.
    ///
    /// # Errors
    /// [`UnknownColumn`] with the columns of this table.
    pub fn sorted_by(mut self, column: &str) -> Result<Self, UnknownColumn> {
        let Some(place) = self.columns.iter().position(|name| name == column) else {
            return Err(UnknownColumn::new(column, self.columns));
        };
        self.rows.sort_by(|one, other| order::compare(&one[place], &other[place]));
        Ok(self)
    }

    /// The columns, in their order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
