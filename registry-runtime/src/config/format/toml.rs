//! TOML, from the spans of its values.

use super::super::problem::Problems;
use super::super::value::{Data, Table, Value};
use super::source::Source;
use ::toml::Spanned;
use ::toml::de::{DeInteger, DeTable, DeValue, Error};

pub(super) fn parse(source: &Source<'_>) -> Result<Value, Problems> {
    let table = DeTable::parse(source.text()).map_err(|error| syntax(source, &error))?;
    let place = source.place(table.span().start);
    Ok(Value::new(Data::Table(self::table(source, table.get_ref())?), Some(place)))
}

fn syntax(source: &Source<'_>, error: &Error) -> Problems {
    let span = error.span().unwrap_or_default();
    let message = match (error.message(), source.text().get(span.clone())) {
        ("duplicate key", Some(key)) if !key.is_empty() => super::twice(key.trim_matches(['"', '\''])),
        (words, _) => words.to_owned(),
    };
    source.problem(span.start, message)
}

/// The parser has bounds for how deep values stand in one another.
fn value(source: &Source<'_>, value: &Spanned<DeValue<'_>>) -> Result<Value, Problems> {
    let offset = value.span().start;
    let out_of_range = || source.problem(offset, super::OUT_OF_RANGE);
    let data = match value.get_ref() {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Integer(number) => Data::Integer(integer(number).ok_or_else(out_of_range)?),
        DeValue::Float(number) => Data::Float(float(number.as_str()).ok_or_else(out_of_range)?),
        DeValue::Boolean(value) => Data::Bool(*value),
        DeValue::Datetime(date) => Data::Text(date.to_string()),
        DeValue::Array(items) => {
            Data::List(items.iter().map(|item| self::value(source, item)).collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => Data::Table(self::table(source, table)?),
    };
    Ok(Value::new(data, Some(source.place(offset))))
}

/// In the order of the text, which the parser's table does not keep.
fn table(source: &Source<'_>, table: &DeTable<'_>) -> Result<Table, Problems> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, item)| Ok((key.get_ref().to_string(), value(source, item)?))).collect()
}

fn integer(number: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(number.as_str(), number.radix()).ok()
}

fn float(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.is_finite() || text.contains("inf") || text.contains("nan")).then_some(number)
}
