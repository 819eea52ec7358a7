//! One column: its name, and what it holds of an entry.

use crate::catalog::AnyEntry;
use crate::metadata::MetadataValue;

pub(super) struct Column {
    name: String,
    content: Content,
}

enum Content {
    Fact(Fact),
    /// A field of the metadata.
    Field(String),
}

type Fact = fn(&AnyEntry) -> MetadataValue;

/// What is known of every entry.
const FACTS: &[(&str, Fact)] = &[
    ("name", |entry| entry.name().into()),
    ("aliases", |entry| MetadataValue::List(entry.aliases().iter().copied().map(MetadataValue::from).collect())),
    ("description", |entry| first_line(entry.docs())),
    ("docs", |entry| entry.docs().into()),
    ("kind", |entry| entry.kind().into()),
    ("path", |entry| entry.path().map_or(MetadataValue::None, MetadataValue::from)),
    ("type", |entry| entry.type_name().into()),
    ("origin", |entry| text(entry.origin().to_string())),
    ("crate", |entry| entry.origin().crate_name.into()),
    ("version", |entry| entry.origin().version.into()),
    ("module", |entry| entry.origin().module.into()),
    ("file", |entry| entry.origin().file.into()),
    ("line", |entry| MetadataValue::Integer(entry.origin().line.into())),
    ("api", |entry| entry.api().map_or(MetadataValue::None, MetadataValue::from)),
    ("deprecated", |entry| entry.deprecation().map_or(MetadataValue::None, |said| text(said.to_string()))),
    ("stable", |entry| MetadataValue::Bool(entry.is_stable())),
];

/// What a field of the metadata is called if its own name is that of a fact.
const FIELD: &str = "meta.";

pub(super) fn first_line(docs: &'static str) -> MetadataValue {
    docs.lines().next().unwrap_or_default().trim().into()
}

fn text(text: String) -> MetadataValue {
    MetadataValue::Text(text.into())
}

impl Column {
    /// What every entry has under this name.
    pub(super) fn fact(name: &str) -> Option<Self> {
        let (name, fact) = FACTS.iter().find(|(known, _)| *known == name)?;
        Some(Self { name: (*name).to_owned(), content: Content::Fact(*fact) })
    }

    /// The field of the metadata that this name stands for.
    pub(super) fn field(name: &str) -> Self {
        let field = name.strip_prefix(FIELD).unwrap_or(name);
        Self { name: name.to_owned(), content: Content::Field(field.to_owned()) }
    }

    /// Whether it holds this field of the metadata.
    pub(super) fn is_of(&self, name: &str) -> bool {
        matches!(&self.content, Content::Field(field) if field == name)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn value(&self, entry: &AnyEntry) -> MetadataValue {
        match &self.content {
            Content::Fact(fact) => fact(entry),
            Content::Field(name) => {
                let mut fields = entry.metadata().iter();
                fields.find(|(field, _)| field == name).map_or(MetadataValue::None, |(_, value)| value.clone())
            }
        }
    }
}

/// The names of the columns that every entry has.
pub(super) fn facts() -> impl Iterator<Item = &'static str> {
    FACTS.iter().map(|(name, _)| *name)
}

/// What the column of this field of the metadata is called.
pub(super) fn name_of_field(field: &str) -> String {
    if facts().any(|fact| fact == field) { format!("{FIELD}{field}") } else { field.to_owned() }
}
