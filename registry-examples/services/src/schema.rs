//! The tables, in the form that this version of the program wants.

use crate::database::{Database, DatabaseError};
use registry_core::plugin::{Dep, plugin};

/// One step each; the database remembers how many it has had.
const MIGRATIONS: [&str; 2] = [
    "CREATE TABLE jobs (id INTEGER PRIMARY KEY, input INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', result INTEGER)",
    "ALTER TABLE jobs ADD COLUMN runs INTEGER NOT NULL DEFAULT 0",
];

/// That the tables are as they should be.
pub struct Schema {
    /// How many migrations the database has had.
    pub version: usize,
    /// How many it got just now.
    pub applied: usize,
}

/// Brings the tables up to date. What was being worked on when the program ended is to be done again.
#[plugin]
fn schema(database: Dep<Database>) -> Result<Schema, DatabaseError> {
    database.with(|connection| {
        let before: usize = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (place, migration) in MIGRATIONS.iter().enumerate().skip(before) {
            connection.execute_batch(&format!("BEGIN; {migration}; PRAGMA user_version = {}; COMMIT", place + 1))?;
        }
        connection.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'running'", [])?;
        Ok(Schema { version: MIGRATIONS.len().max(before), applied: MIGRATIONS.len().saturating_sub(before) })
    })
}
