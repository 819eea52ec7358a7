//! All that is known about a component, for people.

use super::config::{Config, Field};
use super::described::Described;
use super::related::Secondary;
use crate::catalog::AnyEntry;
use crate::table::Table;

/// Labels with what they say.
type Facts = Vec<(&'static str, String)>;

impl Described<'_> {
    /// Without a line break at the end.
    pub(super) fn as_text(&self) -> String {
        let title = format!("{} ({})", self.entry.name(), self.title);
        let (facts, metadata) = (self.facts(), self.metadata());
        let width = facts.iter().chain(&metadata).map(|(label, _)| label.len()).max().unwrap_or_default();
        let docs = self.entry.docs().to_owned();
        let parts = [title, docs, lines(&facts, width), lines(&metadata, width), self.config()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    fn facts(&self) -> Facts {
        let entry: &AnyEntry = self.entry;
        present([
            ("registered at", entry.origin().to_string()),
            ("type", entry.type_name().to_owned()),
            ("aliases", entry.aliases().join(", ")),
            ("api", entry.api().unwrap_or_default().to_owned()),
            ("stable", if entry.is_stable() { "yes".to_owned() } else { String::new() }),
            ("deprecation", entry.deprecation().map(|deprecation| deprecation.to_string()).unwrap_or_default()),
            ("secondary of", self.secondary_of.clone().unwrap_or_default()),
            ("secondaries", self.secondaries.iter().map(Secondary::as_text).collect::<Vec<_>>().join(", ")),
        ])
    }

    fn metadata(&self) -> Facts {
        present(self.entry.metadata().iter().map(|(field, value)| (*field, value.to_string())))
    }

    fn config(&self) -> String {
        match &self.config {
            Config::Nothing => String::new(),
            Config::Unknown => "config: not known, because it does not implement `schemars::JsonSchema`".to_owned(),
            Config::Other(value_type) => format!("config: {value_type}"),
            Config::Fields(fields) => format!("config:\n{}", table(fields)),
        }
    }
}

fn table(fields: &[Field]) -> Table {
    let columns = ["name", "type", "required", "default", "description"];
    Table::new(&columns, fields.iter().map(Field::as_row).collect())
}

/// Those that have a value.
fn present(facts: impl IntoIterator<Item = (&'static str, String)>) -> Facts {
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// One below the other, with the values in a column.
fn lines(facts: &[(&str, String)], width: usize) -> String {
    facts.iter().map(|(label, value)| format!("{label:width$}  {value}")).collect::<Vec<_>>().join("\n")
}
