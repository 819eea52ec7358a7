//! `microscopes channels`

use crate::error::Error;
use crate::metadata::BY_VENDOR;
use crate::storage::STORAGE_BACKENDS;
use std::path::Path;

pub(crate) fn channels(vendor: &str, file: &Path, storage: &str) -> Result<String, Error> {
    let handler = BY_VENDOR.instance(vendor)?;
    let text = STORAGE_BACKENDS
        .instance(storage)?
        .read(file)
        .map_err(|source| Error::Read { file: file.display().to_string(), source })?;
    Ok(handler.channels(&text).into_iter().map(|channel| channel + "\n").collect())
}
