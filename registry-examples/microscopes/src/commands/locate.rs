//! `microscopes locate`

use crate::error::Error;
use crate::handler::{MICROSCOPES, Place};
use std::fmt::Write;

pub(crate) fn locate(name: &str, files: &[String]) -> Result<String, Error> {
    let entry = MICROSCOPES.require(name)?;
    let handler = entry.instance()?;
    let mut lines = String::new();
    for file in files {
        let Some(Place { row, column, field, channel }) = handler.locate(file) else {
            let (microscope, example) = (entry.name(), handler.example());
            return Err(Error::NoImage { file: file.clone(), microscope, example });
        };
        let _ = writeln!(lines, "{file}: row {row}, column {column}, field {field}, channel {channel}");
    }
    Ok(lines)
}
