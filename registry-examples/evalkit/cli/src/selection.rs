//! Which metrics to take, and how to build them.

use crate::evaluation::MetricSpec;
use evalkit_api::registry_core::{Entry, Error, NotFound};
use evalkit_api::{METRICS, Metric, MetricInfo, Row};

pub(crate) type MetricEntry = &'static Entry<dyn Metric, MetricInfo>;

/// Which metrics to take.
pub(crate) enum Selection {
    /// These, in this order.
    These(Vec<Wanted>),
    /// All that can read the columns of the file.
    Applicable,
    /// Of those, the ones for this category or for any.
    OfCategory(&'static str),
}

/// A metric that is to be built.
#[derive(Clone)]
pub(crate) struct Wanted {
    /// What the result calls it.
    pub(crate) key: String,
    pub(crate) entry: MetricEntry,
    /// Its config, if a file has one.
    spec: Option<MetricSpec>,
}

/// The category of metrics that make sense for every file.
const ANY: &str = "any";

impl Wanted {
    pub(crate) fn build(&self) -> Result<Box<dyn Metric>, Error> {
        match &self.spec {
            Some(spec) => spec.build(),
            None => self.entry.create(),
        }
    }
}

impl From<MetricEntry> for Wanted {
    fn from(entry: MetricEntry) -> Self {
        Self { key: entry.name().to_owned(), entry, spec: None }
    }
}

impl TryFrom<&MetricSpec> for Wanted {
    type Error = NotFound;

    fn try_from(spec: &MetricSpec) -> Result<Self, NotFound> {
        Ok(Self { key: spec.extra().key(spec.name()).to_owned(), entry: spec.entry()?, spec: Some(spec.clone()) })
    }
}

impl Selection {
    /// Each once, however often it is named.
    pub(crate) fn named(names: &[String]) -> Result<Self, NotFound> {
        let mut metrics: Vec<Wanted> = Vec::new();
        for name in names {
            let entry = METRICS.require(name.trim())?;
            if metrics.iter().all(|other| other.entry.id() != entry.id()) {
                metrics.push(entry.into());
            }
        }
        Ok(Self::These(metrics))
    }

    /// Those that can read the columns of the row.
    pub(crate) fn applicable(&self, first: &Row) -> Vec<Wanted> {
        let of_category = |category: &str| match self {
            Self::OfCategory(wanted) => category == *wanted || category == ANY,
            Self::These(_) | Self::Applicable => true,
        };
        let applies = |info: &MetricInfo| {
            of_category(info.category) && info.requires.iter().all(|column| first.get(column).is_some())
        };
        METRICS.filter(|entry| applies(entry.meta())).map(Wanted::from).collect()
    }
}
