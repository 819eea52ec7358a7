//! What the tests of all loaders need.

use evalkit_api::{DataLoader, LoadError, Row};
use std::io::{self, BufReader, Cursor, Read};

/// All rows, or the first error.
pub(crate) fn load(loader: &dyn DataLoader, input: impl AsRef<[u8]>) -> Result<Vec<Row>, LoadError> {
    loader.rows(Box::new(Cursor::new(input.as_ref().to_vec()))).collect()
}

/// Each row as its line and its values.
pub(crate) fn shown(loader: &dyn DataLoader, input: impl AsRef<[u8]>) -> Vec<String> {
    let show = |row: Row| {
        let values = row.columns().map(|column| format!("{column}={}", row.get(column).unwrap_or_default()));
        format!("{}: {}", row.line(), values.collect::<Vec<_>>().join(" "))
    };
    load(loader, input).unwrap().into_iter().map(show).collect()
}

/// The first error.
pub(crate) fn message(loader: &dyn DataLoader, input: impl AsRef<[u8]>) -> String {
    load(loader, input).unwrap_err().to_string()
}

/// That an input which breaks off after `input` ends the rows with an error, once.
pub(crate) fn check_broken(loader: &dyn DataLoader, input: &'static str) {
    struct Broken;

    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }

    let rows: Vec<_> = loader.rows(Box::new(BufReader::new(input.as_bytes().chain(Broken)))).take(100).collect();
    let (last, before) = rows.split_last().unwrap();
    assert!(before.iter().all(Result::is_ok), "{rows:?}");
    assert!(matches!(last, Err(LoadError::Read { .. })), "{rows:?}");
}
