//! The tables, in the form that this version of the program wants.

use crate::database::{Database, DatabaseError};
use registry_core::plugin::{Dep, plugin};

/// One step each; the database remembers how many it has had.
const MIGRATIONS: [&str; 2] = [
    "CREATE TABLE jobs (id INTEGER PRIMARY KEY, input INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', result INTEGER)",
    "ALTER TABLE jobs ADD COLUMN runs INTEGER NOT NULL DEFAULT 0",
];

/// That the tables are as they should be.
pub(crate) struct Schema;

/// Brings the tables up to date. What was being worked on when the program ended is to be done again.
#[plugin]
fn schema(database: Dep<Database>) -> Result<Schema, DatabaseError> {
    database.with(|connection| {
        let before: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (version, migration) in (1..).zip(MIGRATIONS).filter(|(version, _)| *version > before) {
            connection.execute_batch(&format!("BEGIN; {migration}; PRAGMA user_version = {version}; COMMIT"))?;
        }
        connection.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'running'", [])?;
        Ok(Schema)
    })
}
