//! The threads that do the jobs.

use crate::cache::Cache;
use crate::database::{Database, DatabaseError};
use crate::schema::Schema;
use crate::settings::Settings;
use registry_core::plugin::{Dep, plugin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// Threads at work.
pub(crate) struct Workers {
    database: Dep<Database>,
    stopping: Arc<AtomicBool>,
    threads: Mutex<Vec<JoinHandle<Result<(), DatabaseError>>>>,
}

/// Starts the workers. They end before what they work with does.
#[plugin(unload = Workers::stop)]
fn workers(
    settings: Dep<Settings>,
    database: Dep<Database>,
    schema: Dep<Schema>,
    cache: Option<Dep<Cache>>,
) -> Workers {
    // it is enough that the tables are there
    drop(schema);
    let stopping = Arc::new(AtomicBool::new(false));
    let threads = (0..settings.workers.get()).map(|_| {
        let (database, cache, stopping) = (database.clone(), cache.clone(), Arc::clone(&stopping));
        thread::spawn(move || work(&database, cache.as_deref(), &stopping))
    });
    let threads = Mutex::new(threads.collect());
    Workers { database, stopping, threads }
}

impl Workers {
    /// Lets each worker finish its job.
    fn stop(&self) -> Result<(), DatabaseError> {
        self.stopping.store(true, Ordering::Relaxed);
        self.database.ring();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        threads.into_iter().try_for_each(|thread| thread.join().expect("a worker has no panic"))
    }
}

fn work(database: &Database, cache: Option<&Cache>, stopping: &AtomicBool) -> Result<(), DatabaseError> {
    while let Some(job) = database.take_job(|| stopping.load(Ordering::Relaxed))? {
        let result = match cache {
            Some(cache) => cache.get_or(job.input, steps),
            None => steps(job.input),
        };
        database.finish(&job, result)?;
    }
    Ok(())
}

/// The work: how many steps it takes from `number` to 1, by halving what is even and tripling and one what is odd.
pub(crate) fn steps(number: u32) -> u32 {
    let (mut number, mut steps) = (u64::from(number), 0);
    while number > 1 {
        number = if number % 2 == 0 { number / 2 } else { 3 * number + 1 };
        steps += 1;
    }
    steps
}
