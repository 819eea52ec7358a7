//! Files, their loaders, and the progress bar.

use crate::error::{Error, UnknownFormat};
use evalkit_api::registry_core::Entry;
use evalkit_api::{BY_EXTENSION, DATA_LOADERS, DataLoader, Input, LoaderInfo};
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::Path;

type LoaderEntry = &'static Entry<dyn DataLoader, LoaderInfo>;

/// From this size on, reading takes long enough to show how far it is.
const LONG: u64 = 1 << 20;

/// The bytes of a file.
pub(crate) fn open(path: &Path) -> Result<Input, Error> {
    let failed = |source| Error::Open { file: path.display().to_string(), source };
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    Ok(if length >= LONG && io::stderr().is_terminal() {
        Box::new(BufReader::new(progress_bar(length).wrap_read(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

/// The one loader that knows the extension of a file.
pub(crate) fn loader_for(path: &Path) -> Result<LoaderEntry, UnknownFormat> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let candidates = extension.as_deref().map_or(&[][..], |extension| BY_EXTENSION.get(extension));
    let problem = match (extension, candidates) {
        (_, [entry]) => return Ok(entry),
        (None, _) => "the name of this file has no extension".to_owned(),
        (Some(extension), []) => format!("no loader knows the extension {extension:?}"),
        (Some(extension), _) => format!("several loaders know the extension {extension:?}"),
    };
    let extensions = BY_EXTENSION.keys().collect();
    let loaders = DATA_LOADERS.names().collect();
    Err(UnknownFormat { file: path.display().to_string(), problem, loaders, extensions })
}

/// On standard error, and gone once the file is read or given up.
fn progress_bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {binary_bytes} of {binary_total_bytes}, {eta} left");
    ProgressBar::new(length)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_finish(ProgressFinish::AndClear)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_loaders_the_error_says_so() {
        let error = loader_for(Path::new("a.csv")).err().map(|error| error.to_string());
        assert!(error.is_some_and(|message| message.starts_with("a.csv: no loader knows the extension \"csv\"")));
    }
}
