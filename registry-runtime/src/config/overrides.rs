//! Single values that are set from outside: `metrics.0.config.average=micro`.

mod setting;

use super::path::Path;
use super::problem::Problems;
use super::value::{Data, Place, Table, Value};
use setting::{Setting, Step};

/// Puts the value of `setting` into `root`.
pub(super) fn set(root: &mut Value, setting: &str) -> Result<(), Problems> {
    let Setting { steps, text } = setting::parse(setting).map_err(|message| problem("", message))?;
    put(root, &steps, &Path::Root(""), from_outside(Data::Loose(text)))
}

fn problem(path: impl Into<String>, message: String) -> Problems {
    Problems::one(Some(place()), path, message)
}

fn place() -> Place {
    Place { file: "command line".into(), line: 1, column: 1 }
}

fn from_outside(data: Data) -> Value {
    Value::new(data, Some(place()))
}

/// Replaces what the steps lead to from `here` on.
fn put(here: &mut Value, steps: &[Step], path: &Path<'_>, new: Value) -> Result<(), Problems> {
    let Some((step, further)) = steps.split_first() else {
        *here = new;
        return Ok(());
    };
    if matches!(here.data, Data::Null) {
        *here = from_outside(match step {
            Step::Key(_) => Data::Table(Table::new()),
            Step::Index(_) => Data::List(Vec::new()),
        });
    }
    match (step, &mut here.data) {
        (Step::Key(key), Data::Table(table)) => put(entry(table, key), further, &Path::Key(path, key), new),
        (Step::Index(index), Data::List(list)) => {
            let item = item(list, *index).map_err(|message| problem(path.to_string(), message))?;
            put(item, further, &Path::Index(path, *index), new)
        }
        (step, data) => Err(problem(path.to_string(), refuse(step, data))),
    }
}

/// What stands under `key`, or nothing yet.
fn entry<'t>(table: &'t mut Table, key: &str) -> &'t mut Value {
    let index = table.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
        table.push((key.to_owned(), from_outside(Data::Null)));
        table.len() - 1
    });
    &mut table[index].1
}

/// The item at `index`, or a new one at the end.
fn item(list: &mut Vec<Value>, index: usize) -> Result<&mut Value, String> {
    let length = list.len();
    if index == length {
        list.push(from_outside(Data::Null));
    }
    let items = if length == 1 { "item" } else { "items" };
    list.get_mut(index).ok_or_else(|| {
        format!("the list has {length} {items}, so {index} is no index of it; {length} would be a new item at its end")
    })
}

/// What is there instead of what the step needs.
fn refuse(step: &Step, data: &Data) -> String {
    let there = match data {
        Data::Null => "nothing".to_owned(),
        Data::Bool(value) => format!("the boolean {value}"),
        Data::Integer(value) => format!("the number {value}"),
        Data::Float(value) => format!("the number {value}"),
        Data::Text(text) | Data::Loose(text) => format!("the text {text:?}"),
        Data::List(list) => format!("a list of {}", list.len()),
        Data::Table(_) => "a table".to_owned(),
    };
    match (step, data) {
        (Step::Index(index), Data::Table(_)) => {
            format!("here is {there}, which has no index {index}; a key that is a number stands in quotes: \"{index}\"")
        }
        (Step::Index(index), _) => format!("here is {there}, which has no index {index}"),
        (Step::Key(key), _) => format!("here is {there}, which has no key {key:?}"),
    }
}

#[cfg(test)]
mod tests;
