//! One run: jobs in, the database reloaded meanwhile, everything done once, and down.

use crate::database::{Counts, Database};
use crate::endpoint::endpoint;
use crate::queue::{Queue, queue};
use crate::workers::steps;
use anyhow::ensure;
use registry_core::plugin::{Host, LoadOptions};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use tokio::task::{JoinHandle, spawn_blocking};

/// How many jobs come in at once.
const TOGETHER: usize = 100;

/// What a run does.
#[derive(clap::Args)]
pub(crate) struct Jobs {
    /// How many jobs to do
    #[arg(long, default_value_t = 2000)]
    jobs: u32,
    /// How often to reload the database meanwhile
    #[arg(long, default_value_t = 5)]
    reloads: u32,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { jobs: 2000, reloads: 5 }
    }
}

/// Does it.
pub(crate) async fn run(host: &Host, jobs: &Jobs) -> anyhow::Result<()> {
    host.load_all_async(LoadOptions::new()).await?;
    println!("{}\n", host.status());
    let queue = host.load_async(queue::handle()).await?;
    let endpoint = host.load_async(endpoint::handle()).await?;

    // a database that was there before has jobs already
    let earlier = counts(&queue).await?;
    let earlier = earlier.waiting + earlier.running + earlier.done;
    let submitting = submit(Arc::clone(&queue), jobs.jobs);
    for reload in 1..=jobs.reloads {
        let some = i64::from(jobs.jobs) * i64::from(reload) / i64::from(jobs.reloads + 1);
        wait_until_done(&queue, earlier + some).await?;
        let before = counts(&queue).await?;
        host.reload_async("database").await?;
        println!("reloaded the database when {} jobs were done and {} were waiting", before.done, before.waiting);
    }
    submitting.await??;
    wait_until_done(&queue, earlier + i64::from(jobs.jobs)).await?;

    let address = endpoint.address;
    let status = spawn_blocking(move || fetch(address, "/jobs")).await??;
    println!("\nGET http://{address}/jobs\n{}", status.trim_end());
    let checked = check(host)?;
    host.shutdown_async().await?;
    println!("\n{checked} jobs, each done once; everything is unloaded");
    Ok(())
}

fn submit(queue: Arc<Queue>, jobs: u32) -> JoinHandle<anyhow::Result<()>> {
    let inputs: Vec<u32> = (1..=jobs).collect();
    spawn_blocking(move || inputs.chunks(TOGETHER).try_for_each(|inputs| queue.submit(inputs)))
}

async fn wait_until_done(queue: &Arc<Queue>, jobs: i64) -> anyhow::Result<()> {
    let queue = Arc::clone(queue);
    spawn_blocking(move || queue.wait_until_done(jobs)).await?
}

async fn counts(queue: &Arc<Queue>) -> anyhow::Result<Counts> {
    let queue = Arc::clone(queue);
    spawn_blocking(move || queue.counts()).await?
}

/// Every job was done once, and rightly.
fn check(host: &Host) -> anyhow::Result<usize> {
    let database: Arc<Database> = host.load("database")?;
    let done: Vec<(u32, u32, u32)> = database.with(|connection| {
        let mut query = connection.prepare("SELECT input, result, runs FROM jobs WHERE state = 'done'")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect()
    })?;
    for (input, result, runs) in &done {
        ensure!(*runs == 1, "job {input} was done {runs} times");
        ensure!(*result == steps(*input), "job {input} came out as {result}");
    }
    Ok(done.len())
}

/// The body that the endpoint answers with.
fn fetch(address: SocketAddr, path: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    ensure!(head.contains(" 200 "), "{path}: {}", head.lines().next().unwrap_or("no answer"));
    Ok(body.to_owned())
}
