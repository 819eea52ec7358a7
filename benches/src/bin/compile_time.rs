//! What one registration adds to a debug build, side by side with `linkme` and `inventory`.
//!
//! Writes one crate for each contestant, all with the same structs, and compiles each again and again, in turns.
//! The time of the crate that registers nothing is taken off; what is left is divided by the number of structs.
//!
//! ```text
//! cargo run --release -p registry-benches --bin compile_time
//! ```

use clap::Parser;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

#[derive(Parser)]
#[command(about = "Measures what one registration adds to a debug build")]
struct Options {
    /// How many structs each crate registers
    #[arg(long, default_value_t = 1000)]
    structs: u32,
    /// How often each crate is compiled
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// Only check, without generating code
    #[arg(long)]
    check: bool,
}

/// One way of registering.
struct Contestant {
    name: &'static str,
    dependency: String,
    /// What comes before the structs.
    prelude: &'static str,
    /// What comes before one struct.
    before: fn(u32) -> String,
    /// What comes after one struct.
    after: fn(u32) -> String,
}

/// The contestant that the others are compared with.
const LINKME: &str = "linkme by hand";

fn contestants() -> Vec<Contestant> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry-core");
    let core = core.display();
    let nothing = |_| String::new();
    vec![
        Contestant { name: "nothing", dependency: String::new(), prelude: "", before: nothing, after: nothing },
        Contestant {
            name: "registry-core, inventory backend",
            dependency: format!("registry-core = {{ path = \"{core}\" }}"),
            prelude: "#[registry_core::registry] pub static METRICS: registry_core::Registry<dyn Metric>;",
            before: |number| format!("#[registry_core::register(kind = \"metrics\", name = \"metric_{number}\")]"),
            after: nothing,
        },
        Contestant {
            name: "registry-core, linkme backend",
            dependency: format!(
                "registry-core = {{ path = \"{core}\", default-features = false, features = [\"linkme\"] }}"
            ),
            prelude: "#[registry_core::registry] pub static METRICS: registry_core::Registry<dyn Metric>;",
            before: |number| format!("#[registry_core::register(kind = \"metrics\", name = \"metric_{number}\")]"),
            after: nothing,
        },
        Contestant {
            name: LINKME,
            dependency: "linkme = \"0.3.37\"".to_owned(),
            prelude: "
pub struct MetricEntry { pub name: &'static str, pub create: fn() -> Box<dyn Metric> }
#[linkme::distributed_slice] pub static METRICS: [MetricEntry];",
            before: nothing,
            after: |number| {
                format!(
                    "#[linkme::distributed_slice(METRICS)] static ENTRY{number}: MetricEntry = MetricEntry {{ \
                     name: \"metric_{number}\", create: || Box::new(Metric{number}::default()) }};"
                )
            },
        },
        Contestant {
            name: "linkme by hand, an entry with the same facts",
            dependency: "linkme = \"0.3.37\"".to_owned(),
            prelude: "
pub struct MetricEntry {
    pub name: &'static str, pub create: fn() -> Box<dyn Metric>, pub docs: &'static str, pub module: &'static str,
    pub item: &'static str, pub file: &'static str, pub line: u32, pub package: &'static str, pub version: &'static str,
    pub instance: std::sync::OnceLock<Box<dyn Metric>>,
}
#[linkme::distributed_slice] pub static METRICS: [MetricEntry];",
            before: nothing,
            after: |number| {
                format!(
                    "#[linkme::distributed_slice(METRICS)] static ENTRY{number}: MetricEntry = MetricEntry {{ \
                     name: \"metric_{number}\", create: || Box::new(Metric{number}::default()), docs: \"\", \
                     module: module_path!(), item: \"Metric{number}\", file: file!(), line: line!(), \
                     package: env!(\"CARGO_PKG_NAME\"), version: env!(\"CARGO_PKG_VERSION\"), \
                     instance: std::sync::OnceLock::new() }};"
                )
            },
        },
        Contestant {
            name: "inventory by hand",
            dependency: "inventory = \"0.3.25\"".to_owned(),
            prelude: "
pub struct MetricEntry { pub name: &'static str, pub create: fn() -> Box<dyn Metric> }
inventory::collect!(MetricEntry);",
            before: nothing,
            after: |number| {
                format!(
                    "inventory::submit! {{ MetricEntry {{ \
                     name: \"metric_{number}\", create: || Box::new(Metric{number}::default()) }} }}"
                )
            },
        },
    ]
}

impl Contestant {
    fn write(&self, folder: &Path, structs: u32) -> Result<(), Box<dyn Error>> {
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"contestant\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{}\n",
            self.dependency
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        if lock.exists() {
            fs::copy(lock, folder.join("Cargo.lock"))?;
        }
        let mut source =
            String::from("pub trait Metric: Send + Sync { fn score(&self, right: u64, all: u64) -> f64; }\n");
        writeln!(source, "{}", self.prelude)?;
        for number in 0..structs {
            writeln!(
                source,
                "{}\n#[derive(Default)]\npub struct Metric{number} {{ pub weight: f64 }}\n\
                 impl Metric for Metric{number} {{\n    fn score(&self, right: u64, all: u64) -> f64 {{\n        \
                 self.weight * right as f64 / all as f64\n    }}\n}}\n{}",
                (self.before)(number),
                (self.after)(number)
            )?;
        }
        fs::write(folder.join("src/lib.rs"), source)?;
        Ok(())
    }
}

/// Compiles the crate in `folder`, whose dependencies are compiled already, and takes the time.
fn compile(folder: &Path, check: bool) -> Result<Duration, Box<dyn Error>> {
    let source = folder.join("src/lib.rs");
    let text = fs::read_to_string(&source)?;
    fs::write(&source, text)?;
    let started = Instant::now();
    let output = Command::new(env!("CARGO"))
        .arg(if check { "check" } else { "build" })
        .arg("--quiet")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .current_dir(folder)
        .output()?;
    let took = started.elapsed();
    if !output.status.success() {
        return Err(
            format!("{} does not compile:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr)).into()
        );
    }
    Ok(took)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let contestants = contestants();
    let root = std::env::temp_dir().join(format!("registry-compile-time-{}", std::process::id()));
    let folders: Vec<PathBuf> = (0..contestants.len()).map(|number| root.join(number.to_string())).collect();
    for (contestant, folder) in contestants.iter().zip(&folders) {
        contestant.write(folder, options.structs)?;
        compile(folder, options.check)?;
    }
    let mut times = vec![Vec::new(); contestants.len()];
    for round in 0..options.rounds {
        eprintln!("round {} of {}", round + 1, options.rounds);
        for (folder, times) in folders.iter().zip(&mut times) {
            times.push(compile(folder, options.check)?);
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    let structs = f64::from(options.structs);
    let each = |time: Duration| (time.as_secs_f64() - medians[0].as_secs_f64()) * 1e3 / structs;
    let linkme =
        contestants.iter().position(|contestant| contestant.name == LINKME).ok_or("nothing to compare with")?;
    let linkme = each(medians[linkme]);
    println!(
        "| {} structs, {} | whole crate | one registration | by linkme's |",
        options.structs,
        if options.check { "check" } else { "debug build" }
    );
    println!("| --- | --- | --- | --- |");
    for (contestant, median) in contestants.iter().zip(&medians) {
        let each = each(*median);
        println!("| {} | {:.2} s | {:.3} ms | {:.2} |", contestant.name, median.as_secs_f64(), each, each / linkme);
    }
    fs::remove_dir_all(root)?;
    Ok(())
}
