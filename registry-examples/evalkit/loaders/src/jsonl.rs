//! `jsonl`

use crate::numbered_lines::NumberedLines;
use evalkit_api::{DATA_LOADERS, DataLoader, Input, LoadError, Row, Rows};
use registry_core::register;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// JSON Lines: each line is an object, each of its keys a column.
///
/// A string is taken as it is, anything else as it is written; `null` is no value. Blank lines are skipped.
#[register(kind = "data_loaders", name = "jsonl", stable, meta(extensions = &["jsonl", "ndjson"]))]
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonLines;

impl DataLoader for JsonLines {
    fn rows(&self, input: Input) -> Rows {
        let lines = NumberedLines::new(input);
        let lines = lines.filter(|line| line.as_ref().map_or(true, |(_, text)| !text.trim().is_empty()));
        Box::new(lines.map(|line| {
            let (line, text) = line?;
            row(line, &text).map_err(|problem| LoadError::Malformed { line, problem: described(&problem) })
        }))
    }
}

fn row(line: u64, text: &str) -> Result<Row, serde_json::Error> {
    // raw values keep numbers as they are written
    let object: BTreeMap<String, &RawValue> = serde_json::from_str(text)?;
    let mut values = Vec::with_capacity(object.len());
    for (column, value) in object {
        match value.get() {
            "null" => {}
            string if string.starts_with('"') => values.push((column.into(), serde_json::from_str(string)?)),
            other => values.push((column.into(), other.to_owned())),
        }
    }
    Ok(Row::new(line, values))
}

/// Without the line that `serde_json` counts, which is always the first.
fn described(problem: &serde_json::Error) -> String {
    let message = problem.to_string();
    let column = problem.column();
    match message.split_once(" at line ") {
        Some((what, _)) if column > 0 => format!("this is not a JSON object: {what} at column {column}"),
        _ => format!("this is not a JSON object: {message}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check_broken, message, shown};

    #[test]
    fn values_are_as_they_are_written() {
        let input = r#"
            {"a": "x\ny\u00e9", "b": 1.50, "c": 1e3, "d": true, "e": null, "f": {"z": 1, "y": [2 ]}, "g": ""}
        "#;
        assert_eq!(shown(&JsonLines, input), ["2: a=x\ny\u{e9} b=1.50 c=1e3 d=true f={\"z\": 1, \"y\": [2 ]} g="]);
    }

    #[test]
    fn blank_lines_are_skipped_but_counted() {
        assert_eq!(shown(&JsonLines, "\u{feff}{\"a\":1}\r\n\r\n \t\n{\"a\":2}"), ["1: a=1", "4: a=2"]);
        assert!(shown(&JsonLines, "\n\n").is_empty());
    }

    #[test]
    fn errors_have_the_line() {
        assert!(message(&JsonLines, "{\"a\":1}\n\n{\"a\":").starts_with("line 3: this is not a JSON object: EOF"));
        assert!(message(&JsonLines, "[1]").starts_with("line 1: this is not a JSON object: invalid type"));
        assert!(message(&JsonLines, "{} {}").contains("trailing characters at column 4"));
        assert!(message(&JsonLines, "{\"a\": nan}").starts_with("line 1: this is not a JSON object"));
        assert_eq!(message(&JsonLines, b"{}\n{\"a\": \"\xff\"}"), "line 2: this is not UTF-8");
        check_broken(&JsonLines, "{}\n{}\n");
    }
}
