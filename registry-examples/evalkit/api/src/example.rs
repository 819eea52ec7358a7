//! One row as a metric sees it.

use crate::{MetricError, Row};

/// A row of which two columns are the prediction and the reference.
///
/// ```
/// use evalkit_api::{Example, Row};
///
/// let row = Row::new(2, [("guess".into(), "7".to_owned()), ("label".into(), "1".to_owned())]);
/// let example = Example::new(&row, "guess", "label");
/// assert_eq!((example.prediction()?, example.reference()?), ("7", "1"));
/// assert!(example.column("log_prob").is_err());
/// # Ok::<(), evalkit_api::MetricError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    row: &'a Row,
    prediction: &'a str,
    reference: &'a str,
}

impl<'a> Example<'a> {
    /// `prediction` and `reference` are names of columns.
    #[must_use]
    pub fn new(row: &'a Row, prediction: &'a str, reference: &'a str) -> Self {
        Self { row, prediction, reference }
    }

    /// What was predicted.
    ///
    /// # Errors
    /// [`MetricError::MissingColumn`] if the row has no value there.
    pub fn prediction(&self) -> Result<&'a str, MetricError> {
        self.column(self.prediction)
    }

    /// What is right.
    ///
    /// # Errors
    /// [`MetricError::MissingColumn`] if the row has no value there.
    pub fn reference(&self) -> Result<&'a str, MetricError> {
        self.column(self.reference)
    }

    /// Any column of the row.
    ///
    /// # Errors
    /// [`MetricError::MissingColumn`] if the row has no value there.
    pub fn column(&self, name: &str) -> Result<&'a str, MetricError> {
        self.row.get(name).ok_or_else(|| MetricError::MissingColumn { column: name.to_owned() })
    }
}
