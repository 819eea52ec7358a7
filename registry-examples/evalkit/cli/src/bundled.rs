//! The files that come with the program.

use crate::error::Error;
use crate::input;
use crate::scoring::{Column, Scores, Task, score};
use crate::selection::Selection;
use std::path::Path;

struct Bundled {
    name: &'static str,
    content: &'static [u8],
    /// What its metrics must be for.
    category: &'static str,
    reference: &'static str,
}

const FILES: [Bundled; 2] = [
    Bundled {
        name: "digits-predictions.csv",
        content: include_bytes!("../../data/digits-predictions.csv"),
        category: "classification",
        reference: "label",
    },
    Bundled {
        name: "text-pairs.jsonl",
        content: include_bytes!("../../data/text-pairs.jsonl"),
        category: "text",
        reference: "reference",
    },
];

pub(crate) fn score_bundled() -> Result<Vec<Scores>, Error> {
    let scored = FILES.iter().map(|file| {
        let task = Task {
            file: file.name.to_owned(),
            metrics: Selection::OfCategory(file.category),
            prediction: Column { name: "prediction", is_asked_for: true, purpose: "the prediction" },
            reference: Column { name: file.reference, is_asked_for: true, purpose: "the reference" },
        };
        let loader = input::loader_for(Path::new(file.name))?.instance()?;
        score(&task, loader.rows(Box::new(file.content)))
    });
    scored.collect()
}
