//! From rows to scores.

use crate::error::Error;
use crate::nearest::nearest_first;
use crate::selection::{MetricEntry, Selection, Wanted};
use evalkit_api::{Example, MetricError, Row, Rows};

/// What to make of the rows of a file.
pub(crate) struct Task<'a> {
    /// The file's name in errors and tables.
    pub(crate) file: String,
    pub(crate) metrics: Selection,
    pub(crate) prediction: Column<'a>,
    pub(crate) reference: Column<'a>,
}

/// A column that metrics compare.
pub(crate) struct Column<'a> {
    pub(crate) name: &'a str,
    /// Whether it must be there even if no metric reads it.
    pub(crate) is_asked_for: bool,
    /// What it is, and how to name another one: for errors.
    pub(crate) purpose: &'static str,
}

impl<'a> Column<'a> {
    /// The column `name` if somebody asks for one, else the usual one.
    pub(crate) fn new(name: Option<&'a str>, usual: &'a str, purpose: &'static str) -> Self {
        Self { name: name.unwrap_or(usual), is_asked_for: name.is_some(), purpose }
    }
}

/// The result for one file.
pub(crate) struct Scores {
    pub(crate) file: String,
    pub(crate) rows: u64,
    pub(crate) metrics: Vec<Score>,
}

pub(crate) struct Score {
    /// What the result calls the metric.
    pub(crate) key: String,
    pub(crate) entry: MetricEntry,
    pub(crate) value: f64,
}

/// Scores rows one after another; the first decides which columns there are.
pub(crate) fn score(task: &Task<'_>, rows: Rows) -> Result<Scores, Error> {
    let mut rows = rows.map(|row| row.map_err(|source| Error::Load { file: task.file.clone(), source }));
    let Some(first) = rows.next().transpose()? else {
        return Err(Error::NoRows { file: task.file.clone() });
    };
    let mut metrics = Vec::new();
    for wanted in task.metrics_for(&first)? {
        let metric = wanted.build()?;
        metrics.push((wanted, metric));
    }

    let mut count = 0;
    for row in std::iter::once(Ok(first)).chain(rows) {
        let row = row?;
        let example = Example::new(&row, task.prediction.name, task.reference.name);
        for (wanted, metric) in &mut metrics {
            metric.update(&example).map_err(|source| Error::Update {
                file: task.file.clone(),
                line: row.line(),
                metric: wanted.key.clone(),
                source,
            })?;
        }
        count += 1;
    }

    let mut scores = Vec::new();
    for (Wanted { key, entry, .. }, metric) in metrics {
        let failed = |source| Error::Finish { file: task.file.clone(), metric: key.clone(), source };
        let value = metric.finish().map_err(failed)?;
        if !value.is_finite() {
            return Err(failed(MetricError::Undefined(format!("it came out as {value}"))));
        }
        scores.push(Score { key, entry, value });
    }
    Ok(Scores { file: task.file.clone(), rows: count, metrics: scores })
}

impl Task<'_> {
    /// The metrics to take, once the columns are there that they need.
    fn metrics_for(&self, first: &Row) -> Result<Vec<Wanted>, Error> {
        let these = match &self.metrics {
            Selection::These(metrics) => Some(metrics),
            Selection::Applicable | Selection::OfCategory(_) => None,
        };
        let is_compared = these.is_none_or(|metrics| metrics.iter().any(|wanted| wanted.entry.meta().compares));
        for Column { name, is_asked_for, purpose } in [&self.prediction, &self.reference] {
            if is_compared || *is_asked_for {
                self.check_column(first, name, || (*purpose).to_owned())?;
            }
        }

        let Some(metrics) = these else { return self.applicable(first) };
        for Wanted { key, entry, .. } in metrics {
            for column in entry.meta().requires {
                self.check_column(first, column, || format!("which the metric {key:?} needs"))?;
            }
        }
        Ok(metrics.clone())
    }

    fn applicable(&self, first: &Row) -> Result<Vec<Wanted>, Error> {
        let metrics = self.metrics.applicable(first);
        if metrics.is_empty() { Err(Error::NoMetrics { file: self.file.clone() }) } else { Ok(metrics) }
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
