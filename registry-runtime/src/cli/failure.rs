//! What cannot be done.

use crate::error::{NotFound, UnknownColumn, nearest};
use std::collections::BTreeSet;
use std::fmt;

/// Why a command has no output.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    UnknownKind(#[from] UnknownKind),
    #[error(transparent)]
    UnknownName(#[from] UnknownName),
    #[error(transparent)]
    NotFound(#[from] NotFound),
    #[error(transparent)]
    UnknownColumn(#[from] UnknownColumn),
    #[error(
        "the rows cannot be sorted by {column:?}, which is not listed: add it, as in `--columns {},{column}`",
        .columns.join(",")
    )]
    NotListed { column: String, columns: Vec<String> },
    #[error("{file} is not a manifest that can be compared: {why}")]
    Manifest { file: String, why: String },
}

/// No registry is of this kind.
#[derive(Debug)]
pub(super) struct UnknownKind {
    pub(super) kind: String,
    pub(super) kinds: Vec<&'static str>,
}

/// No registry has this name.
#[derive(Debug)]
pub(super) struct UnknownName {
    pub(super) name: String,
    /// Each name and alias that there is, with its kind.
    pub(super) names: Vec<(&'static str, &'static str)>,
    pub(super) kinds: Vec<&'static str>,
}

impl fmt::Display for UnknownKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, kinds } = self;
        write!(formatter, "there is no registry of the kind {kind:?}")?;
        match nearest(kind, kinds.iter().copied()).as_slice() {
            [] => formatter.write_str(".")?,
            nearest => write!(formatter, "; did you mean \"{}\"?", nearest.join("\" or \""))?,
        }
        write_kinds(formatter, kinds)
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, names, kinds } = self;
        write!(formatter, "nothing has the name {name:?}")?;
        let distinct: BTreeSet<&str> = names.iter().map(|(name, _)| *name).collect();
        let near: Vec<String> =
            nearest(name, distinct.into_iter()).into_iter().map(|near| self.with_kinds(near)).collect();
        match near.as_slice() {
            [] => formatter.write_str(".")?,
            near => write!(formatter, "; did you mean {}?", near.join(" or "))?,
        }
        write_kinds(formatter, kinds)
    }
}

impl UnknownName {
    /// `"f1" of "metrics"`
    fn with_kinds(&self, name: &str) -> String {
        let kinds: BTreeSet<&str> =
            self.names.iter().filter(|(known, _)| *known == name).map(|(_, kind)| *kind).collect();
        let kinds: Vec<String> = kinds.into_iter().map(|kind| format!("\"{kind}\"")).collect();
        format!("\"{name}\" of {}", kinds.join(" and "))
    }
}

fn write_kinds(formatter: &mut fmt::Formatter<'_>, kinds: &[&str]) -> fmt::Result {
    if kinds.is_empty() {
        return formatter.write_str(" No registry is linked: name the crates that declare them in the program");
    }
    write!(formatter, " Kinds: {}", kinds.join(", "))
}

impl std::error::Error for UnknownKind {}
impl std::error::Error for UnknownName {}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(kind: &str, kinds: &[&'static str]) -> String {
        UnknownKind { kind: kind.to_owned(), kinds: kinds.to_vec() }.to_string()
    }

    fn name(name: &str) -> String {
        let names = vec![("csv", "loaders"), ("bleu", "metrics"), ("csv", "writers"), ("csv", "writers")];
        UnknownName { name: name.to_owned(), names, kinds: vec!["loaders", "metrics", "writers"] }.to_string()
    }

    #[test]
    fn an_unknown_kind_names_the_nearest_and_all() {
        assert_eq!(
            kind("metric", &["loaders", "metrics"]),
            "there is no registry of the kind \"metric\"; did you mean \"metrics\"? Kinds: loaders, metrics"
        );
        assert_eq!(kind("colours", &["metrics"]), "there is no registry of the kind \"colours\". Kinds: metrics");
        assert_eq!(
            kind("metrics", &[]),
            "there is no registry of the kind \"metrics\". No registry is linked: name the crates that declare them in the \
             program"
        );
    }

    #[test]
    fn an_unknown_name_names_the_nearest_of_all_kinds() {
        assert_eq!(
            name("cvs"),
            "nothing has the name \"cvs\"; did you mean \"csv\" of \"loaders\" and \"writers\"? Kinds: loaders, metrics, \
             writers"
        );
        assert_eq!(name("accuracy"), "nothing has the name \"accuracy\". Kinds: loaders, metrics, writers");
    }
}
