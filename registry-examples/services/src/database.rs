//! The database: one connection that all share.

use crate::settings::Settings;
use registry_core::plugin::{Dep, plugin};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// An open database.
pub(crate) struct Database {
    /// Nothing, once it is closed.
    connection: Mutex<Option<Connection>>,
    /// Rung when there may be something to do.
    bell: Condvar,
}

/// A job that a worker has taken.
pub(crate) struct Job {
    /// The number of the job.
    pub(crate) id: i64,
    /// What it is about.
    pub(crate) input: u32,
}

/// How many jobs there are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Counts {
    /// Not begun.
    pub(crate) waiting: i64,
    /// Taken by a worker.
    pub(crate) running: i64,
    /// Done.
    pub(crate) done: i64,
}

/// Why the database did not answer.
#[derive(Debug)]
pub(crate) enum DatabaseError {
    /// It was closed: ask the host for the one that is there now.
    Closed,
    /// `SQLite` said no.
    Sqlite(rusqlite::Error),
}

/// Opens the database file, which is made if it is not there.
#[plugin(check = Database::ping, unload = Database::close)]
fn database(settings: Dep<Settings>) -> Result<Database, DatabaseError> {
    let connection = Connection::open(&settings.database)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    Ok(Database { connection: Mutex::new(Some(connection)), bell: Condvar::new() })
}

impl Database {
    fn ping(&self) -> Result<(), DatabaseError> {
        self.with(|connection| connection.query_row("SELECT 1", [], |_| Ok(())))
    }

    fn close(&self) -> Result<(), DatabaseError> {
        let Some(connection) = self.lock().take() else { return Ok(()) };
        // whoever waits for a job finds that there will be none
        self.bell.notify_all();
        connection.close().map_err(|(connection, error)| {
            *self.lock() = Some(connection);
            error.into()
        })
    }

    /// What `query` gives for the connection.
    pub(crate) fn with<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, DatabaseError> {
        match &*self.lock() {
            Some(connection) => Ok(query(connection)?),
            None => Err(DatabaseError::Closed),
        }
    }

    /// Adds jobs: all of them, or none if this fails.
    pub(crate) fn submit(&self, inputs: &[u32]) -> Result<(), DatabaseError> {
        self.with(|connection| {
            let transaction = connection.unchecked_transaction()?;
            let mut insert = transaction.prepare("INSERT INTO jobs (input) VALUES (?)")?;
            inputs.iter().try_for_each(|input| insert.execute([input]).map(drop))?;
            drop(insert);
            transaction.commit()
        })?;
        self.ring();
        Ok(())
    }

    /// The next job, which no other worker gets; it is waited for until there is one, or `stop` holds.
    pub(crate) fn take_job(&self, stop: impl Fn() -> bool) -> Result<Option<Job>, DatabaseError> {
        let mut guard = self.lock();
        loop {
            if stop() {
                return Ok(None);
            }
            let connection = guard.as_ref().ok_or(DatabaseError::Closed)?;
            if let Some(job) = next_job(connection)? {
                return Ok(Some(job));
            }
            guard = self.bell.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Writes down what came of a job.
    pub(crate) fn finish(&self, job: &Job, result: u32) -> Result<(), DatabaseError> {
        let done = self.with(|connection| {
            let sql = "UPDATE jobs SET state = 'done', result = ?, runs = runs + 1 WHERE id = ?";
            connection.execute(sql, params![result, job.id]).map(drop)
        });
        self.ring();
        done
    }

    /// How many jobs are in which state.
    pub(crate) fn counts(&self) -> Result<Counts, DatabaseError> {
        self.with(counts)
    }

    /// Waits until so many jobs are done.
    pub(crate) fn wait_until_done(&self, jobs: i64) -> Result<(), DatabaseError> {
        let mut guard = self.lock();
        while counts(guard.as_ref().ok_or(DatabaseError::Closed)?)?.done < jobs {
            guard = self.bell.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }

    /// Whoever waits looks again.
    pub(crate) fn ring(&self) {
        // with the lock, so that nobody is between a look and the wait
        let _guard = self.lock();
        self.bell.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn next_job(connection: &Connection) -> rusqlite::Result<Option<Job>> {
    let sql = "UPDATE jobs SET state = 'running'
               WHERE id = (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY id LIMIT 1)
               RETURNING id, input";
    let job = |row: &rusqlite::Row<'_>| Ok(Job { id: row.get(0)?, input: row.get(1)? });
    connection.query_row(sql, [], job).optional()
}

fn counts(connection: &Connection) -> rusqlite::Result<Counts> {
    let sql = "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'running'),
                      count(*) FILTER (WHERE state = 'done') FROM jobs";
    connection.query_row(sql, [], |row| Ok(Counts { waiting: row.get(0)?, running: row.get(1)?, done: row.get(2)? }))
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl std::fmt::Display for DatabaseError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Closed => formatter.write_str("the database is closed"),
            Self::Sqlite(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for DatabaseError {}
