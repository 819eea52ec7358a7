//! 10,000 plugins, resolved and loaded by a `Host`, side by side with `rudi` and `springtime-di`, which resolve the same graphs.
//!
//! Each round does everything anew: it registers 10,000 singletons in a container and loads them all. The contestants take turns; the
//! tables have medians, and in parentheses the least. A singleton is one more than the sum of what it requires, which is checked, as is
//! that each constructor has run once. Nobody waits or uses a second thread, so the time that the thread is on a processor is what counts:
//! it does not depend on what else the machine does.
//!
//! The peers call constructors from constructors, so all run in a thread with a stack of 1 GiB: a chain of 10,000 needs more than usual.
//!
//! ```text
//! cargo run --release -p registry-benches --features peers-plugin --bin plugin_load
//! ```

mod by_hand;
mod graph;
mod ours;
mod rudis;
mod springtime;
mod types;

use clap::Parser;
use graph::{GRAPHS, Graph, SIZE};
use std::thread;

/// What it costs to register and load 10,000 singletons.
#[derive(Parser)]
struct Arguments {
    /// How often each measurement is repeated; the tables have medians.
    #[arg(long, default_value_t = 21)]
    rounds: usize,
    /// Registers what is required before what requires it. Usually the order is that of the linker, here a shuffled one.
    #[arg(long)]
    in_order: bool,
    /// Only contestants with this in their names; the first of them is the one that others are compared with.
    #[arg(long)]
    only: Option<String>,
    /// Only graphs with this in their titles.
    #[arg(long)]
    graph: Option<String>,
}

/// Something that has singletons.
trait Container {
    /// Makes them all.
    fn load(&mut self, graph: &Graph);
    /// What the singleton is that was made.
    fn value(&mut self, place: usize) -> u32;
}

struct Contestant {
    title: &'static str,
    /// A container with everything that was registered, in this order.
    build: fn(&'static Graph, &[usize]) -> Box<dyn Container>,
}

const CONTESTANTS: [Contestant; 5] = [
    Contestant { title: "`Host`", build: ours::build },
    Contestant { title: "rudi, lazily", build: rudis::lazily },
    Contestant { title: "rudi, eagerly", build: rudis::eagerly },
    Contestant { title: "springtime-di", build: springtime::build },
    Contestant { title: "a map by hand", build: by_hand::build },
];

/// Milliseconds.
#[derive(Clone, Copy)]
struct Measured {
    register: f64,
    load: f64,
}

impl Measured {
    const PHASES: [fn(&Self) -> f64; 3] = [|this| this.register, |this| this.load, |this| this.register + this.load];
}

fn main() {
    let arguments = Arguments::parse();
    let run = thread::Builder::new().stack_size(1 << 30).spawn(move || run(&arguments));
    run.expect("address space is enough").join().expect("nobody panics");
}

fn run(arguments: &Arguments) {
    let is_asked_for = |title: &str, part: &Option<String>| part.as_ref().is_none_or(|part| title.contains(part));
    let contestants: Vec<_> = CONTESTANTS.iter().filter(|one| is_asked_for(one.title, &arguments.only)).collect();
    for (place, graph) in GRAPHS.iter().enumerate().filter(|(_, graph)| is_asked_for(graph.title, &arguments.graph)) {
        graph::set_current(place);
        let order = graph.order(arguments.in_order);
        let mut measured = vec![Vec::new(); contestants.len()];
        // the first round is for caches and the stack
        for round in 0..=arguments.rounds {
            for (contestant, measured) in contestants.iter().zip(&mut measured) {
                let times = measure(contestant, graph, &order);
                if round > 0 {
                    measured.push(times);
                }
            }
        }
        print(graph, &contestants, &measured);
    }
}

fn measure(contestant: &Contestant, graph: &'static Graph, order: &[usize]) -> Measured {
    graph::take_made();
    let start = processor_time();
    let mut container = (contestant.build)(graph, order);
    let built = processor_time();
    container.load(graph);
    let loaded = processor_time();
    assert_eq!(graph::take_made() as usize, SIZE, "{}: each constructor runs once", contestant.title);
    for (place, expected) in graph.expected.iter().enumerate() {
        assert_eq!(container.value(place), *expected, "{}, number {place}", contestant.title);
    }
    assert_eq!(graph::take_made(), 0, "{}: nothing is left to be made", contestant.title);
    Measured { register: built - start, load: loaded - built }
}

/// How long this thread was on a processor, in milliseconds.
fn processor_time() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u32::try_from(time.tv_sec).expect("it runs for less than a century");
    let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
    f64::from(seconds) * 1e3 + f64::from(nanoseconds) / 1e6
}

fn print(graph: &Graph, contestants: &[&Contestant], measured: &[Vec<Measured>]) {
    println!("| {} | register | load | both | register by ours | load by ours | both by ours |", graph.title);
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (contestant, rounds) in contestants.iter().zip(measured) {
        print!("| {} |", contestant.title);
        for phase in Measured::PHASES {
            let (least, median) = summary(rounds, phase);
            print!(" {median:.2} ms ({least:.2}) |");
        }
        for phase in Measured::PHASES {
            let ((least, median), ours) = (summary(rounds, phase), summary(&measured[0], phase));
            print!(" {:.2} ({:.2}) |", median / ours.1, least / ours.0);
        }
        println!();
    }
    println!();
}

/// The least and the median.
fn summary(rounds: &[Measured], phase: fn(&Measured) -> f64) -> (f64, f64) {
    let mut times: Vec<f64> = rounds.iter().map(phase).collect();
    times.sort_by(f64::total_cmp);
    (times[0], times[times.len() / 2])
}
