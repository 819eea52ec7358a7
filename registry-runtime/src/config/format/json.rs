//! JSON, by the texts of its values: their places in the whole text tell where they stand.

use super::super::problem::Problems;
use super::super::value::{Data, Table, Value};
use super::entries::Entries;
use super::source::Source;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Error;
use serde_json::value::RawValue;
use std::fmt;

/// Values in values are read by recursion, which takes stack.
const DEEPEST: usize = 128;

pub(super) fn parse(source: &Source<'_>) -> Result<Value, Problems> {
    let text = source.text();
    let root = serde_json::from_str::<&RawValue>(text).map_err(|error| syntax(source, &error))?;
    Reader { source }.value(root, DEEPEST)
}

fn syntax(source: &Source<'_>, error: &Error) -> Problems {
    let lines = source.text().split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let offset = if error.is_eof() { source.text().len() } else { start + error.column().saturating_sub(1) };
    source.problem(offset, words(error))
}

/// What the parser says, without where.
fn words(error: &Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).map(str::to_owned).unwrap_or(text)
}

struct Reader<'s, 't> {
    source: &'s Source<'t>,
}

impl Reader<'_, '_> {
    fn offset(&self, raw: &RawValue) -> usize {
        raw.get().as_ptr().addr().saturating_sub(self.source.text().as_ptr().addr())
    }

    /// Reads what is known to be well formed as a `T`.
    fn read<'r, T: Deserialize<'r>>(&self, raw: &'r RawValue) -> Result<T, Problems> {
        serde_json::from_str(raw.get()).map_err(|error| self.source.problem(self.offset(raw), words(&error)))
    }

    fn value(&self, raw: &RawValue, depth: usize) -> Result<Value, Problems> {
        let data = match raw.get().as_bytes().first() {
            Some(b'{') => Data::Table(self.table(raw, self.inside(raw, depth)?)?),
            Some(b'[') => Data::List(self.list(raw, self.inside(raw, depth)?)?),
            Some(b'"') => Data::Text(self.read(raw)?),
            Some(b't' | b'f') => Data::Bool(self.read(raw)?),
            Some(b'n') => Data::Null,
            _ => self.number(raw)?,
        };
        Ok(Value::new(data, Some(self.source.place(self.offset(raw)))))
    }

    fn inside(&self, raw: &RawValue, depth: usize) -> Result<usize, Problems> {
        let problem = || self.source.problem(self.offset(raw), super::too_deep(DEEPEST));
        depth.checked_sub(1).ok_or_else(problem)
    }

    fn list(&self, raw: &RawValue, depth: usize) -> Result<Vec<Value>, Problems> {
        let items = self.read::<Vec<&RawValue>>(raw)?;
        items.into_iter().map(|item| self.value(item, depth)).collect()
    }

    fn table(&self, raw: &RawValue, depth: usize) -> Result<Table, Problems> {
        let mut entries = Entries::default();
        for (raw_key, value) in self.read::<RawTable<'_>>(raw)?.0 {
            let key: String = self.read(raw_key)?;
            entries.claim(&key).map_err(|message| self.source.problem(self.offset(raw_key), message))?;
            entries.push(key, self.value(value, depth)?);
        }
        Ok(entries.into_table())
    }

    fn number(&self, raw: &RawValue) -> Result<Data, Problems> {
        if let Ok(number) = raw.get().parse::<i128>() {
            return Ok(Data::Integer(number));
        }
        match raw.get().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Data::Float(number)),
            _ => Err(self.source.problem(self.offset(raw), super::OUT_OF_RANGE)),
        }
    }
}

/// The texts of keys and values, in their order, also of those that are there twice.
struct RawTable<'r>(Vec<(&'r RawValue, &'r RawValue)>);

impl<'r> Deserialize<'r> for RawTable<'r> {
    fn deserialize<D: Deserializer<'r>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RawTableVisitor)
    }
}

struct RawTableVisitor;

impl<'r> Visitor<'r> for RawTableVisitor {
    type Value = RawTable<'r>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a table")
    }

    fn visit_map<A: MapAccess<'r>>(self, mut entries: A) -> Result<RawTable<'r>, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(RawTable(table))
    }
}
