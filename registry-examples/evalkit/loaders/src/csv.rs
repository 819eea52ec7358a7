//! `csv`

use crate::csv_lines::LineLog;
use crate::delimiter::Delimiter;
use csv::{ByteRecord, Reader, ReaderBuilder};
use evalkit_api::{DATA_LOADERS, DataLoader, Input, LoadError, Row, Rows};
use registry_core::register;
use schemars::JsonSchema;
use serde::Deserialize;
use std::io::{Chain, Read};
use std::sync::Arc;

/// Comma-separated values; the first row has the names of the columns.
///
/// Every row must have as many values as the first. Blank lines are skipped.
#[register(kind = "data_loaders", name = "csv", config, stable, meta(extensions = &["csv"]))]
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, expecting = "a table, as { delimiter = \";\" }")]
pub struct Csv {
    /// What stands between two values.
    pub delimiter: Delimiter,
}

impl DataLoader for Csv {
    fn rows(&self, input: Input) -> Rows {
        let input = LineLog::new(input.chain(END));
        let mut builder = ReaderBuilder::new();
        let reader = builder.has_headers(false).flexible(true).delimiter(self.delimiter.into()).from_reader(input);
        Box::new(CsvRows { reader, columns: None, ended: false })
    }
}

/// A row of its own after everything else, unless a quoted value swallows it: the `csv` crate takes the end of the file for
/// the end of a quotation, and the rows in it would be lost without a word. No delimiter is in it.
const END: &[u8] = b"\n\0endofthefile\0";

struct CsvRows {
    reader: Reader<LineLog<Chain<Input, &'static [u8]>>>,
    columns: Option<Vec<Arc<str>>>,
    ended: bool,
}

impl CsvRows {
    /// The values of the next row and the line on which it starts; `None` after the last.
    fn values(&mut self) -> Result<Option<(u64, Vec<String>)>, LoadError> {
        let mut record = ByteRecord::new();
        let found = self.reader.read_byte_record(&mut record);
        let end = self.reader.position().byte();
        let last_line = self.reader.get_mut().line_before(end);
        match found {
            Ok(true) if record.as_slice() != &END[1..] => {}
            Ok(_) => return Ok(None),
            Err(error) => {
                let source = error.into();
                return Err(LoadError::Read { line: last_line, source });
            }
        }

        let lines_inside = record.as_slice().split(|byte| *byte == b'\n').skip(1).count() as u64;
        let line = last_line.saturating_sub(lines_inside).max(1);
        if record.as_slice().ends_with(END) {
            return Err(malformed(line, "a value is quoted, but the quotation never ends"));
        }
        let values: Result<_, _> = record.iter().map(|value| String::from_utf8(value.to_vec())).collect();
        values.map(|values| Some((line, values))).map_err(|_| malformed(line, "this is not UTF-8"))
    }

    fn row(&mut self) -> Result<Option<Row>, LoadError> {
        let columns = match &self.columns {
            Some(columns) => columns.clone(),
            None => match self.values()? {
                Some((line, names)) => self.columns.insert(header(line, names)?).clone(),
                None => return Ok(None),
            },
        };
        let Some((line, values)) = self.values()? else { return Ok(None) };
        if values.len() != columns.len() {
            let problem = format!("the header names {}, but this row has {}", columns.len(), values.len());
            return Err(malformed(line, problem));
        }
        Ok(Some(Row::new(line, columns.into_iter().zip(values))))
    }
}

impl Iterator for CsvRows {
    type Item = Result<Row, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

fn header(line: u64, names: Vec<String>) -> Result<Vec<Arc<str>>, LoadError> {
    for (place, name) in names.iter().enumerate() {
        if names[..place].contains(name) {
            return Err(malformed(line, format!("the header names the column {name:?} twice")));
        }
    }
    Ok(names.into_iter().map(Arc::from).collect())
}

fn malformed(line: u64, problem: impl Into<String>) -> LoadError {
    LoadError::Malformed { line, problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{check_broken, load, message, shown};

    const CSV: Csv = Csv { delimiter: Delimiter::COMMA };

    #[test]
    fn values_have_the_names_of_the_header() {
        let input = "\u{feff}a,b\n1,x y\n\"2,\"\"\",\n";
        assert_eq!(shown(&CSV, input), ["2: a=1 b=x y", "3: a=2,\" b="]);
        assert!(shown(&CSV, "").is_empty());
        assert!(shown(&CSV, "a,b\n").is_empty());
    }

    #[test]
    fn lines_are_counted_with_any_ending_and_with_lines_in_values() {
        for ending in ["\n", "\r\n"] {
            for after in ["", ending] {
                let input = ["a,b", "1,2", "", "\"x", "y\",\"z", "\"", "", "", "3,4", "5,6"].join(ending) + after;
                let lines: Vec<_> = load(&CSV, &input).unwrap().iter().map(Row::line).collect();
                assert_eq!(lines, [2, 4, 9, 10], "{input:?}");
            }
        }
    }

    #[test]
    fn lines_are_counted_in_long_files() {
        for ending in ["\n", "\r\n"] {
            let input: Vec<String> = (1..=20_000).map(|line| format!("{line},\"x\"{ending}")).collect();
            let rows = load(&CSV, format!("line,{ending}{}", input.concat())).unwrap();
            assert_eq!(rows.len(), 20_000);
            assert!(rows.iter().all(|row| row.get("line") == Some(&(row.line() - 1).to_string())));
        }
    }

    #[test]
    fn errors_have_the_line() {
        assert_eq!(message(&CSV, "a,b\n1,2\n3\n"), "line 3: the header names 2, but this row has 1");
        assert_eq!(message(&CSV, "a,b\r\n\r\n1,2\r\n3,4,5"), "line 4: the header names 2, but this row has 3");
        assert_eq!(message(&CSV, "a,b,a\n"), "line 1: the header names the column \"a\" twice");
        assert_eq!(message(&CSV, b"a,b\n1,\xff\n"), "line 2: this is not UTF-8");
        check_broken(&CSV, "a\n1\n");
    }

    #[test]
    fn a_quotation_that_never_ends_is_an_error() {
        let problem = "a value is quoted, but the quotation never ends";
        assert_eq!(message(&CSV, "a,b\n1,2\n3,\"4\n5,6\n7,8"), format!("line 3: {problem}"));
        assert_eq!(message(&CSV, "a,b\n1,\""), format!("line 2: {problem}"));
    }

    #[test]
    fn any_sign_can_stand_between_values() {
        for (delimiter, name) in [(';', "a,b"), ('\t', "a b"), (' ', "a-b"), ('|', "a;b")] {
            let csv = Csv { delimiter: delimiter.try_into().unwrap() };
            let input = format!("{name}{delimiter}c\n1{delimiter}\"2{delimiter}\"\n");
            assert_eq!(shown(&csv, &input), [format!("2: {name}=1 c=2{delimiter}")]);
            let broken = message(&csv, format!("{name}{delimiter}c\n1{delimiter}\"2\n"));
            assert_eq!(broken, "line 2: a value is quoted, but the quotation never ends");
        }
    }
}
