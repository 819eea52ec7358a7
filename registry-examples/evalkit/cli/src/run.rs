//! `evalkit run` and `evalkit check`

use crate::arguments::SourceArguments;
use crate::error::Error;
use crate::input;
use crate::scoring::{Column, Scores, Task, score};
use crate::selection::{Selection, Wanted};
use crate::source::Source;

pub(crate) fn run(arguments: &SourceArguments) -> Result<Scores, Error> {
    let Source { evaluation, data } = Source::read(arguments)?;
    let metrics: Result<Vec<_>, _> = evaluation.metrics.iter().map(Wanted::try_from).collect();
    let [prediction, reference] = [&evaluation.data.prediction, &evaluation.data.reference].map(Option::as_deref);
    let task = Task {
        file: data.display().to_string(),
        metrics: Selection::These(metrics?),
        prediction: Column::new(prediction, "prediction", "the prediction (`data.prediction`)"),
        reference: Column::new(reference, "reference", "the reference (`data.reference`)"),
    };
    let input = input::open(&data)?;
    let rows = match &evaluation.data.loader {
        Some(loader) => loader.build()?.rows(input),
        None => input::loader_for(&data)?.instance()?.rows(input),
    };
    score(&task, rows)
}

/// One line that says that nothing is wrong.
pub(crate) fn check(arguments: &SourceArguments) -> Result<String, Error> {
    let Source { evaluation, .. } = Source::read(arguments)?;
    let files: Vec<String> = arguments.files.iter().map(|file| file.display().to_string()).collect();
    let count = evaluation.metrics.len();
    let metrics = if count == 1 { "metric" } else { "metrics" };
    Ok(format!("{}: {count} {metrics}, nothing wrong\n", files.join(", ")))
}
