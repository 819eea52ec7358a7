//! From the files on the command line to what they say together.

use crate::arguments::SourceArguments;
use crate::error::Error;
use crate::evaluation::Evaluation;
use crate::input;
use registry_core::config::{Document, Place, Problem, Problems};
use std::path::{Path, PathBuf};

/// An evaluation with nothing wrong, as far as can be told without its data.
pub(crate) struct Source {
    pub(crate) evaluation: Evaluation,
    /// The file to score.
    pub(crate) data: PathBuf,
}

impl Source {
    /// Later files lie over earlier ones, and single values over all of them.
    pub(crate) fn read(arguments: &SourceArguments) -> Result<Self, Error> {
        let document = set(layered(&arguments.files)?, &arguments.set)?;
        let document = if arguments.env { document.expand_environment()? } else { document };
        let evaluation: Evaluation = document.read()?;
        if evaluation.metrics.is_empty() {
            return Err(Error::NoMetricsNamed { place: place_of(&document, &["metrics"]).cloned() });
        }

        let place = place_of(&document, &["data", "path"]);
        let data = folder(place, &arguments.files).join(&evaluation.data.path);
        if evaluation.data.loader.is_none() {
            input::loader_for(&data)
                .map_err(|source| Error::UnknownDataFormat { place: place.cloned(), source: source.into() })?;
        }
        Ok(Self { evaluation, data })
    }
}

/// All files over one another, or everything that is wrong with any of them.
fn layered(files: &[PathBuf]) -> Result<Document, Error> {
    let mut problems = Vec::new();
    let mut document: Option<Document> = None;
    for file in files {
        match Document::open(file) {
            Ok(layer) => {
                document = Some(match document {
                    Some(lower) => lower.layer(layer),
                    None => layer,
                });
            }
            Err(found) => add(&mut problems, &found),
        }
    }
    unless_any(problems, document.unwrap_or_else(Document::empty))
}

fn set(mut document: Document, settings: &[String]) -> Result<Document, Error> {
    let mut problems = Vec::new();
    for setting in settings {
        match document.clone().set(setting) {
            Ok(changed) => document = changed,
            Err(found) => add(&mut problems, &found),
        }
    }
    unless_any(problems, document)
}

fn add(problems: &mut Vec<Problem>, found: &Problems) {
    problems.extend(found.iter().cloned());
}

fn unless_any(problems: Vec<Problem>, document: Document) -> Result<Document, Error> {
    if problems.is_empty() { Ok(document) } else { Err(Error::Document(problems)) }
}

fn place_of<'d>(document: &'d Document, path: &[&str]) -> Option<&'d Place> {
    path.iter().try_fold(document.value(), |value, key| value.get(key))?.place()
}

/// The folder of the file that says something; what the command line says is relative to where the program runs.
fn folder<'f>(place: Option<&Place>, files: &'f [PathBuf]) -> &'f Path {
    let says = |file: &&PathBuf| place.is_some_and(|place| *place.file == *file.display().to_string());
    files.iter().find(says).and_then(|file| file.parent()).unwrap_or(Path::new(""))
}
