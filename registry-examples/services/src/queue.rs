//! Where jobs come in.

use crate::database::{Counts, Database, DatabaseError};
use registry_core::plugin::{Lazy, plugin};

/// The way to the jobs, for whoever must not notice that the database is reloaded.
pub(crate) struct Queue {
    database: Lazy<Database>,
}

/// Takes jobs. It asks for the database each time, so it stays when that is reloaded.
#[plugin]
pub(crate) fn queue(database: Lazy<Database>) -> Queue {
    Queue { database }
}

impl Queue {
    /// Adds jobs: all of them, or none if this fails.
    pub(crate) fn submit(&self, inputs: &[u32]) -> anyhow::Result<()> {
        self.with(|database| database.submit(inputs))
    }

    /// How many jobs are in which state.
    pub(crate) fn counts(&self) -> anyhow::Result<Counts> {
        self.with(Database::counts)
    }

    /// Waits until so many jobs are done.
    pub(crate) fn wait_until_done(&self, jobs: i64) -> anyhow::Result<()> {
        self.with(|database| database.wait_until_done(jobs))
    }

    /// What `question` gives for the database that is there. One that is closed meanwhile has not answered, so the next one is asked: the host
    /// gives it as soon as it is loaded.
    fn with<T>(&self, question: impl Fn(&Database) -> Result<T, DatabaseError>) -> anyhow::Result<T> {
        loop {
            let database = self.database.get()?;
            match question(&database) {
                Err(DatabaseError::Closed) => {}
                answer => return Ok(answer?),
            }
        }
    }
}
