//! What one registration adds to a debug build, side by side with `linkme` and `inventory`.
//!
//! Writes two crates for each contestant, with the same structs: one declares what collects them and registers all, the other
//! only declares. Compiles all of them again and again, in turns. The difference between the two, divided by the number of
//! structs, is what one registration adds; the second over a crate without either is what is paid once.
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
    fn write(&self, folder: &Path, structs: u32, registers: bool) -> Result<(), Box<dyn Error>> {
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
            let around = |text: fn(u32) -> String| if registers { text(number) } else { String::new() };
            writeln!(
                source,
                "{}\n#[derive(Default)]\npub struct Metric{number} {{ pub weight: f64 }}\n\
                 impl Metric for Metric{number} {{\n    fn score(&self, right: u64, all: u64) -> f64 {{\n        \
                 self.weight * right as f64 / all as f64\n    }}\n}}\n{}",
                around(self.before),
                around(self.after)
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

/// The two crates of a contestant, and how long they took.
struct Pair {
    folders: [PathBuf; 2],
    times: [Vec<Duration>; 2],
}

impl Pair {
    fn write(contestant: &Contestant, folder: &Path, options: &Options) -> Result<Self, Box<dyn Error>> {
        let folders = ["all", "none"].map(|name| folder.join(name));
        contestant.write(&folders[0], options.structs, true)?;
        contestant.write(&folders[1], options.structs, false)?;
        for folder in &folders {
            compile(folder, options.check)?;
        }
        Ok(Self { folders, times: [Vec::new(), Vec::new()] })
    }

    fn compile(&mut self, options: &Options) -> Result<(), Box<dyn Error>> {
        for (folder, times) in self.folders.iter().zip(&mut self.times) {
            times.push(compile(folder, options.check)?);
        }
        Ok(())
    }

    /// Seconds: with all registrations, and with none.
    fn medians(self) -> [f64; 2] {
        self.times.map(|times| median(times).as_secs_f64())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let contestants = contestants();
    let root = std::env::temp_dir().join(format!("registry-compile-time-{}", std::process::id()));
    let mut pairs = Vec::new();
    for (number, contestant) in contestants.iter().enumerate() {
        pairs.push(Pair::write(contestant, &root.join(number.to_string()), &options)?);
    }
    for round in 0..options.rounds {
        eprintln!("round {} of {}", round + 1, options.rounds);
        for pair in &mut pairs {
            pair.compile(&options)?;
        }
    }
    let medians: Vec<[f64; 2]> = pairs.into_iter().map(Pair::medians).collect();
    print(&options, &contestants, &medians)?;
    fs::remove_dir_all(root)?;
    Ok(())
}

fn print(options: &Options, contestants: &[Contestant], medians: &[[f64; 2]]) -> Result<(), Box<dyn Error>> {
    let each = |[all, none]: [f64; 2]| (all - none) * 1e3 / f64::from(options.structs);
    let linkme =
        contestants.iter().position(|contestant| contestant.name == LINKME).ok_or("nothing to compare with")?;
    let [_, nothing] = medians[0];
    let what = if options.check { "check" } else { "debug build" };
    println!("| {} structs, {what} | whole crate | paid once | one registration | by linkme's |", options.structs);
    println!("| --- | --- | --- | --- | --- |");
    for (contestant, median) in contestants.iter().zip(medians) {
        let [all, none] = *median;
        println!(
            "| {} | {all:.2} s | {:.0} ms | {:.3} ms | {:.2} |",
            contestant.name,
            (none - nothing) * 1e3,
            each(*median),
            each(*median) / each(medians[linkme])
        );
    }
    Ok(())
}
