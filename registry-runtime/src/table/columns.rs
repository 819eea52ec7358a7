//! Which columns a table has.

use super::column::{Column, facts, name_of_field};
use crate::catalog::AnyEntry;
use crate::error::UnknownColumn;
use std::collections::HashMap;
use std::ops::RangeFull;

/// The columns of a [`Table`](crate::Table): names, or `..` for those that tell most.
pub trait Columns: sealed::Sealed {}

mod sealed {
    pub trait Sealed {
        /// The names, unless the choice is left to the table.
        fn names(&self) -> Option<Vec<&str>>;
    }
}

impl Columns for RangeFull {}
impl sealed::Sealed for RangeFull {
    fn names(&self) -> Option<Vec<&str>> {
        None
    }
}

impl Columns for &str {}
impl sealed::Sealed for &str {
    fn names(&self) -> Option<Vec<&str>> {
        Some(vec![self])
    }
}

impl<N: AsRef<str>> Columns for &[N] {}
impl<N: AsRef<str>> sealed::Sealed for &[N] {
    fn names(&self) -> Option<Vec<&str>> {
        Some(self.iter().map(AsRef::as_ref).collect())
    }
}

impl<N: AsRef<str>, const COUNT: usize> Columns for [N; COUNT] {}
impl<N: AsRef<str>, const COUNT: usize> sealed::Sealed for [N; COUNT] {
    fn names(&self) -> Option<Vec<&str>> {
        Some(self.iter().map(AsRef::as_ref).collect())
    }
}

impl<N: AsRef<str>> Columns for &Vec<N> {}
impl<N: AsRef<str>> sealed::Sealed for &Vec<N> {
    fn names(&self) -> Option<Vec<&str>> {
        Some(self.iter().map(AsRef::as_ref).collect())
    }
}

/// The columns for these entries. One that is named twice comes once.
pub(super) fn resolve(columns: &impl Columns, entries: &[AnyEntry]) -> Result<Vec<Column>, UnknownColumn> {
    let Some(names) = columns.names() else { return Ok(default(entries)) };
    let mut columns: Vec<Column> = Vec::new();
    for name in names {
        if columns.iter().all(|column| column.name() != name) {
            columns.push(column(name, entries)?);
        }
    }
    Ok(columns)
}

fn column(name: &str, entries: &[AnyEntry]) -> Result<Column, UnknownColumn> {
    if let Some(fact) = Column::fact(name) {
        return Ok(fact);
    }
    let (column, fields) = (Column::field(name), fields(entries));
    if entries.is_empty() || fields.iter().any(|field| column.is_of(field)) {
        return Ok(column);
    }
    let known = facts().map(str::to_owned).chain(fields.into_iter().map(name_of_field));
    Err(UnknownColumn::new(name, known.collect()))
}

/// Each field that the metadata of any of the entries has.
fn fields(entries: &[AnyEntry]) -> Vec<&'static str> {
    let mut fields = Vec::new();
    for (field, _) in entries.iter().flat_map(AnyEntry::metadata) {
        if !fields.contains(field) {
            fields.push(*field);
        }
    }
    fields
}

/// Name, metadata and description, with the kind if there are several, and the path of the registry if several have one kind.
/// Metadata that differs in its fields is left out: most cells would be empty.
pub(super) fn default(entries: &[AnyEntry]) -> Vec<Column> {
    let all_alike = |alike: fn(&AnyEntry, &AnyEntry) -> bool| entries.windows(2).all(|pair| alike(&pair[0], &pair[1]));
    let kind = Column::fact("kind").filter(|_| !all_alike(|one, other| one.kind() == other.kind()));
    let path = Column::fact("path").filter(|_| is_any_kind_ambiguous(entries));
    let fields = if all_alike(has_same_fields) { fields(entries) } else { Vec::new() };
    let fields = fields.into_iter().map(|field| Column::field(&name_of_field(field)));
    kind.into_iter().chain(path).chain(Column::fact("name")).chain(fields).chain(Column::fact("description")).collect()
}

/// Whether two registries of one kind have entries here.
fn is_any_kind_ambiguous(entries: &[AnyEntry]) -> bool {
    let mut paths = HashMap::new();
    entries.iter().any(|entry| *paths.entry(entry.kind()).or_insert(entry.path()) != entry.path())
}

fn has_same_fields(one: &AnyEntry, other: &AnyEntry) -> bool {
    let names = |entry: &AnyEntry| entry.metadata().iter().map(|(field, _)| *field).collect::<Vec<_>>();
    names(one) == names(other)
}
