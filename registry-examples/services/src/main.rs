//! A small job service. All its parts are plugins, so the program itself only says which, and when.

mod cache;
mod database;
mod endpoint;
mod queue;
mod run;
mod schema;
mod settings;
mod workers;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use endpoint::endpoint as endpoint_plugin;
use registry_core::plugin::{Event, Host, LoadOptions, args};
use std::path::PathBuf;
use std::process::ExitCode;

/// A job service whose parts are plugins.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    service: Service,
}

#[derive(Args)]
struct Service {
    /// A TOML file with settings
    #[arg(long, global = true, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// One setting, on top of the file: `--set workers=4`
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Plugins to do without, by name or pattern: `--disable cache`
    #[arg(long, global = true, value_name = "PATTERN")]
    disable: Vec<String>,
    /// Tell what happens to plugins
    #[arg(long, short, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Do some jobs, reload the database meanwhile, and shut down (this is the default)
    Run(run::Jobs),
    /// Serve until Ctrl-C
    Serve,
    /// Show who requires whom, as Mermaid
    Graph,
    /// Check that everything fits together, without loading it
    Check,
}

#[tokio::main]
async fn main() -> ExitCode {
    match execute(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(arguments: Arguments) -> anyhow::Result<()> {
    let host = host(&arguments.service)?;
    match arguments.command.unwrap_or(Command::Run(run::Jobs::default())) {
        Command::Run(jobs) => {
            // without a file of its own, a run leaves nothing behind
            let scratch = tempfile::tempdir()?;
            let own_file = arguments.service.settings.is_none()
                && !arguments.service.set.iter().any(|setting| setting.starts_with("database="));
            configure(&host, &arguments.service, own_file.then(|| scratch.path().join("services.sqlite")))?;
            run::run(&host, &jobs).await
        }
        Command::Serve => {
            configure(&host, &arguments.service, None)?;
            serve(&host).await
        }
        Command::Graph => {
            println!("{}", host.graph());
            Ok(())
        }
        Command::Check => {
            host.check()?;
            println!("{} plugins fit together", host.names().len());
            Ok(())
        }
    }
}

/// Every plugin of the program, but for those that are disabled.
fn host(service: &Service) -> anyhow::Result<Host> {
    let host = Host::new();
    for pattern in &service.disable {
        host.disable(pattern)?;
    }
    if service.verbose {
        host.subscribe(|event| match event {
            Event::Loaded { plugin, took, .. } => eprintln!("  loaded {plugin} in {took:.1?}"),
            Event::Unloaded { plugin, took, .. } => eprintln!("  unloaded {plugin} in {took:.1?}"),
            Event::Failed { error, .. } => eprintln!("  {error}"),
            _ => {}
        });
    }
    Ok(host)
}

fn configure(host: &Host, service: &Service, database: Option<PathBuf>) -> anyhow::Result<()> {
    let mut set = service.set.clone();
    if let Some(database) = database {
        set.push(format!("database={}", database.display()));
    }
    host.configure("settings", args! { file: service.settings.clone(), set: set })?;
    Ok(())
}

async fn serve(host: &Host) -> anyhow::Result<()> {
    host.load_all_async(LoadOptions::new()).await?;
    let endpoint = host.load_async(endpoint_plugin::handle()).await?;
    println!("http://{}/status.txt", endpoint.address);
    tokio::signal::ctrl_c().await.context("cannot wait for Ctrl-C")?;
    host.shutdown_async().await?;
    println!("{}", host.status());
    Ok(())
}
