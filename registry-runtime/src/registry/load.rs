//! Constructing everything at once.

use super::{LoadReport, Registry};
use crate::entry::Entry;
use crate::error::{Error, Panicked};
use std::panic::{AssertUnwindSafe, catch_unwind};

impl<I: ?Sized + 'static, M: 'static> Registry<I, M> {
    /// Constructs the shared [instance](Self::instance) of every entry, and says what came of it. One bad entry never stops the
    /// others: a constructor that panics is an error of its entry (where panics unwind), and so is one that needs config.
    ///
    /// Needs the feature `std`.
    ///
    /// Programs that would rather fail at start than at the first use call it in `main`.
    ///
    /// ```
    /// use registry_core::{Registry, register, registry};
    ///
    /// pub trait Store: Send + Sync {}
    ///
    /// #[registry]
    /// static STORES: Registry<dyn Store>;
    ///
    /// #[register(kind = "stores")]
    /// #[derive(Default)]
    /// struct Memory;
    /// impl Store for Memory {}
    ///
    /// #[register(kind = "stores", name = "disk", factory)]
    /// fn open_disk() -> Result<Memory, std::io::Error> {
    ///     Err(std::io::Error::other("the disk is full"))
    /// }
    ///
    /// let report = STORES.load_all();
    /// assert_eq!(report.loaded, ["memory"]);
    /// assert!(!report.is_complete());
    /// let (name, error) = &report.errors[0];
    /// assert_eq!(*name, "disk");
    /// assert!(error.to_string().ends_with("could not be constructed: the disk is full"));
    /// ```
    pub fn load_all(&self) -> LoadReport {
        let usable = self.complete();
        let skipped = self.problems().into_iter().filter_map(|problem| Some((problem.lost_name()?, problem)));
        let mut report =
            LoadReport { kind: self.kind(), loaded: Vec::new(), skipped: skipped.collect(), errors: Vec::new() };
        for entry in self.listing().iter() {
            match usable.clone().map_err(Error::from).and_then(|()| self.load(entry)) {
                Ok(()) => report.loaded.push(entry.name()),
                Err(error) => report.errors.push((entry.name(), error)),
            }
        }
        report
    }

    fn load(&self, entry: &'static Entry<I, M>) -> Result<(), Error> {
        let constructed = catch_unwind(AssertUnwindSafe(|| self.instance_of(entry).map(drop)));
        constructed.unwrap_or_else(|payload| Err(entry.failed(Panicked::with(&*payload).into())))
    }
}
