//! From rows to scores.

use crate::arguments::ScoreArguments;
use crate::error::Error;
use crate::input;
use crate::nearest::nearest_first;
use evalkit_api::registry_core::{Entry, NotFound};
use evalkit_api::{Example, METRICS, Metric, MetricError, MetricInfo, Row, Rows};

type MetricEntry = &'static Entry<dyn Metric, MetricInfo>;

/// What to make of the rows of a file.
pub(crate) struct Task<'a> {
    /// The file's name in errors and tables.
    pub(crate) file: String,
    pub(crate) metrics: Selection,
    pub(crate) prediction: &'a str,
    pub(crate) reference: &'a str,
    /// Whether the two columns must be there even if no metric reads them.
    pub(crate) columns_are_asked_for: [bool; 2],
}

/// Which metrics to take.
pub(crate) enum Selection {
    /// These, in this order.
    These(Vec<MetricEntry>),
    /// All that can read the columns of the file.
    Applicable,
    /// Of those, the ones for this category or for any.
    OfCategory(&'static str),
}

/// The result for one file.
pub(crate) struct Scores {
    pub(crate) file: String,
    pub(crate) rows: u64,
    pub(crate) metrics: Vec<(MetricEntry, f64)>,
}

/// The category of metrics that make sense for every file.
const ANY: &str = "any";

pub(crate) fn score_file(arguments: &ScoreArguments) -> Result<Scores, Error> {
    let metrics = match &arguments.metrics {
        Some(names) => Selection::These(named(names)?),
        None => Selection::Applicable,
    };
    let task = Task {
        file: arguments.file.display().to_string(),
        prediction: arguments.prediction.as_deref().unwrap_or("prediction"),
        reference: arguments.reference.as_deref().unwrap_or("reference"),
        columns_are_asked_for: [arguments.prediction.is_some(), arguments.reference.is_some()],
        metrics,
    };
    score(&task, input::open(&arguments.file, arguments.loader.as_deref())?)
}

/// Each once, however often it is named.
fn named(names: &[String]) -> Result<Vec<MetricEntry>, NotFound> {
    let mut entries: Vec<MetricEntry> = Vec::new();
    for name in names {
        let entry = METRICS.require(name.trim())?;
        if entries.iter().all(|other| other.id() != entry.id()) {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// Scores rows one after another; the first decides which columns there are.
pub(crate) fn score(task: &Task<'_>, rows: Rows) -> Result<Scores, Error> {
    let mut rows = rows.map(|row| row.map_err(|source| Error::Load { file: task.file.clone(), source }));
    let Some(first) = rows.next().transpose()? else {
        return Err(Error::NoRows { file: task.file.clone() });
    };
    let mut metrics = Vec::new();
    for entry in task.metrics_for(&first)? {
        metrics.push((entry, entry.create()?));
    }

    let mut count = 0;
    for row in std::iter::once(Ok(first)).chain(rows) {
        let row = row?;
        let example = Example::new(&row, task.prediction, task.reference);
        for (entry, metric) in &mut metrics {
            metric.update(&example).map_err(|source| Error::Update {
                file: task.file.clone(),
                line: row.line(),
                metric: entry.name(),
                source,
            })?;
        }
        count += 1;
    }

    let mut scores = Vec::new();
    for (entry, metric) in metrics {
        let failed = |source| Error::Finish { file: task.file.clone(), metric: entry.name(), source };
        let score = metric.finish().map_err(failed)?;
        if !score.is_finite() {
            return Err(failed(MetricError::Undefined(format!("it came out as {score}"))));
        }
        scores.push((entry, score));
    }
    Ok(Scores { file: task.file.clone(), rows: count, metrics: scores })
}

impl Task<'_> {
    fn metrics_for(&self, first: &Row) -> Result<Vec<MetricEntry>, Error> {
        let named = match &self.metrics {
            Selection::These(entries) => Some(entries),
            Selection::Applicable | Selection::OfCategory(_) => None,
        };
        let compared = named.is_none_or(|entries| entries.iter().any(|entry| entry.meta().compares));
        let [prediction_asked_for, reference_asked_for] = self.columns_are_asked_for;
        if compared || prediction_asked_for {
            self.check_column(first, self.prediction, || "the prediction (--prediction)".to_owned())?;
        }
        if compared || reference_asked_for {
            self.check_column(first, self.reference, || "the reference (--reference)".to_owned())?;
        }

        let Some(entries) = named else { return self.applicable(first) };
        for entry in entries {
            for column in entry.meta().requires {
                self.check_column(first, column, || format!("which the metric \"{}\" needs", entry.name()))?;
            }
        }
        Ok(entries.clone())
    }

    fn applicable(&self, first: &Row) -> Result<Vec<MetricEntry>, Error> {
        let of_category = |category: &str| match self.metrics {
            Selection::OfCategory(wanted) => category == wanted || category == ANY,
            _ => true,
        };
        let applies = |info: &MetricInfo| {
            of_category(info.category) && info.requires.iter().all(|column| first.get(column).is_some())
        };
        let entries: Vec<_> = METRICS.filter(|entry| applies(entry.meta())).collect();
        if entries.is_empty() { Err(Error::NoMetrics { file: self.file.clone() }) } else { Ok(entries) }
    }

    fn check_column(&self, first: &Row, column: &str, purpose: impl FnOnce() -> String) -> Result<(), Error> {
        if first.get(column).is_some() {
            return Ok(());
        }
        Err(Error::UnknownColumn {
            file: self.file.clone(),
            column: column.to_owned(),
            purpose: purpose(),
            columns: nearest_first(column, first.columns()),
        })
    }
}
