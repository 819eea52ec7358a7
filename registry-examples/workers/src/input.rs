//! What is to be done: the steps and the lines.

use crate::arguments::RunArguments;
use crate::{Error, Step};
use registry_core::config::Spec;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use std::{fs, io};

/// The steps that the command line names; an unknown one is an error before there is any worker.
pub(crate) fn steps(arguments: &RunArguments) -> Result<Vec<Spec<dyn Step>>, Error> {
    arguments.steps.iter().map(|text| step(text)).collect()
}

fn step(text: &str) -> Result<Spec<dyn Step>, Error> {
    let wrong = |problem: String| Error::Step { text: text.to_owned(), problem };
    if text.trim_start().starts_with(['{', '"']) {
        return serde_json::from_str(text).map_err(|error| wrong(error.to_string()));
    }
    let name: StrDeserializer<'_, ValueError> = text.into_deserializer();
    Spec::deserialize(name).map_err(|error| wrong(error.to_string()))
}

pub(crate) fn lines(arguments: &RunArguments) -> Result<Vec<String>, Error> {
    let (text, name) = match &arguments.file {
        Some(file) => (fs::read_to_string(file), file.display().to_string()),
        None => (io::read_to_string(io::stdin()), "standard input".to_owned()),
    };
    let text = text.map_err(|source| Error::Input { name, source })?;
    Ok(text.lines().map(str::to_owned).collect())
}
