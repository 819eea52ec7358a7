//! What large graphs of plugins cost: whether twice as many take twice as long.
//!
//! Each round adds the plugins to a host, loads the last one, which requires all, reloads the first, which all require, and unloads that. All
//! of it runs in a thread with a stack of 256 KiB. The tables have medians of the time that this thread was on a processor.
//!
//! ```text
//! cargo run --release -p registry-benches --features plugin --bin plugin_scale
//! ```

use clap::Parser;
use registry_core::plugin::{Host, NewPlugin};
use std::thread;

/// What it costs to add, load, reload and unload many plugins.
#[derive(Parser)]
struct Arguments {
    /// How often each measurement is repeated; the tables have medians.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How many plugins there are.
    #[arg(long, default_values_t = [25_000, 50_000, 100_000])]
    plugins: Vec<usize>,
}

struct Graph {
    title: &'static str,
    /// What a plugin requires, of so many.
    requires: fn(usize, usize) -> Vec<usize>,
}

const GRAPHS: [Graph; 3] = [
    Graph { title: "a chain", requires: |number, _| number.checked_sub(1).into_iter().collect() },
    Graph { title: "a fan: one, those that require it, one that requires those", requires: fan },
    Graph { title: "a ladder: both of a rung require both below", requires: ladder },
];

fn fan(number: usize, plugins: usize) -> Vec<usize> {
    match number {
        0 => Vec::new(),
        number if number == plugins - 1 => (1..number).collect(),
        _ => vec![0],
    }
}

fn ladder(number: usize, plugins: usize) -> Vec<usize> {
    match number {
        0 => Vec::new(),
        1 | 2 => vec![0],
        number if number == plugins - 1 => vec![number - 2, number - 1],
        number => {
            let rung = (number - 1) / 2;
            vec![2 * rung - 1, 2 * rung]
        }
    }
}

const STEPS: [&str; 5] = ["add", "load", "reload", "unload", "drop"];

/// Nanoseconds for each plugin.
type Measured = [f64; STEPS.len()];

fn main() {
    let arguments = Arguments::parse();
    println!("Nanoseconds for each plugin, on a processor\n");
    for graph in &GRAPHS {
        println!("| {} | {} |", graph.title, STEPS.join(" | "));
        println!("| --- |{}", " --- |".repeat(STEPS.len()));
        for &plugins in &arguments.plugins {
            let rounds: Vec<Measured> =
                (0..arguments.rounds.max(1)).map(|_| in_thread(graph, plugins.max(4))).collect();
            let medians = (0..STEPS.len()).map(|step| median(rounds.iter().map(|round| round[step])));
            let medians: Vec<String> = medians.map(|median| format!("{median:.0}")).collect();
            println!("| {plugins} | {} |", medians.join(" | "));
        }
        println!();
    }
}

fn in_thread(graph: &'static Graph, plugins: usize) -> Measured {
    let measure = move || measure(graph, plugins);
    let thread = thread::Builder::new().stack_size(256 * 1024).spawn(measure).expect("a thread starts");
    thread.join().expect("nothing panics")
}

fn measure(graph: &Graph, plugins: usize) -> Measured {
    let blueprints: Vec<NewPlugin<u32>> = (0..plugins)
        .map(|number| {
            let new = NewPlugin::new(name(number), |_| Ok(1_u32));
            let requires = (graph.requires)(number, plugins);
            requires.into_iter().fold(new, |new, required| new.requires::<u32>(name(required)))
        })
        .collect();
    let (first, last) = (name(0), name(plugins - 1));
    let mut times = vec![processor_time()];
    let host = Host::empty();
    for plugin in blueprints {
        host.add(plugin).expect("a name of its own");
    }
    times.push(processor_time());
    host.load::<u32>(&last).expect("it loads");
    times.push(processor_time());
    host.reload(&first).expect("it reloads");
    times.push(processor_time());
    assert!(host.is_loaded(&last), "all is back");
    host.unload(&first).expect("it unloads");
    times.push(processor_time());
    assert!(!host.is_loaded(&last), "all is gone");
    drop(host);
    times.push(processor_time());
    let plugins = u32::try_from(plugins).expect("not so many");
    std::array::from_fn(|step| (times[step + 1] - times[step]) / f64::from(plugins))
}

fn name(number: usize) -> String {
    format!("plugin{number}")
}

/// How long this thread was on a processor, in nanoseconds.
fn processor_time() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u32::try_from(time.tv_sec).expect("it runs for less than a century");
    let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
    f64::from(seconds) * 1e9 + f64::from(nanoseconds)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
