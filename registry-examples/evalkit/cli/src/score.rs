//! `evalkit score`

use crate::arguments::ScoreArguments;
use crate::error::Error;
use crate::input;
use crate::scoring::{Column, Scores, Task, score};
use crate::selection::Selection;
use evalkit_api::DATA_LOADERS;

pub(crate) fn score_file(arguments: &ScoreArguments) -> Result<Scores, Error> {
    let metrics = match &arguments.metrics {
        Some(names) => Selection::named(names)?,
        None => Selection::Applicable,
    };
    let task = Task {
        file: arguments.file.display().to_string(),
        metrics,
        prediction: Column::new(arguments.prediction.as_deref(), "prediction", "the prediction (--prediction)"),
        reference: Column::new(arguments.reference.as_deref(), "reference", "the reference (--reference)"),
    };
    let input = input::open(&arguments.file)?;
    let loader = match &arguments.loader {
        Some(name) => DATA_LOADERS.instance(name)?,
        None => input::loader_for(&arguments.file)?.instance()?,
    };
    score(&task, loader.rows(input))
}
