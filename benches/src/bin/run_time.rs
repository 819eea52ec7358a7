//! Reading a registry while another thread registers, and what a registration at run time costs.
//!
//! Two threads look up names: alone, while a third computes something else, and while a third registers all the time, in turns. On two
//! processors, three threads cannot all run all the time, whatever they do: what registering costs the readers is the difference
//! between the third thread's two occupations. The rates by processor time count the time that the reader was on a processor.
//!
//! ```text
//! cargo run --release -p registry-benches --bin run_time
//! ```

use clap::Parser;
use registry_core::Registry;
use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::{Duration, Instant};

/// What a registration at run time costs, and what it costs those who read meanwhile.
#[derive(Parser)]
struct Arguments {
    /// How often each measurement is repeated; the tables have medians.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// How long two threads read in each round, in milliseconds.
    #[arg(long, default_value_t = 200)]
    milliseconds: u64,
}

/// The names that are read.
const NAMES: usize = 1_000;

/// Something to read from and to register into.
trait Contestant: Sync {
    fn title(&self) -> &'static str;
    fn get(&self, name: &str) -> Option<u64>;
    fn register(&self, name: &str, value: u64);
}

struct Ours(Registry<u64>);

impl Contestant for Ours {
    fn title(&self) -> &'static str {
        "Registry"
    }

    fn get(&self, name: &str) -> Option<u64> {
        self.0.get(name)?.instance().ok().copied()
    }

    fn register(&self, name: &str, value: u64) {
        self.0.register(name, Arc::new(value)).expect("a name of its own");
    }
}

/// What programs write by hand.
struct Locked(RwLock<HashMap<String, Arc<u64>>>);

impl Contestant for Locked {
    fn title(&self) -> &'static str {
        "RwLock<HashMap>"
    }

    fn get(&self, name: &str) -> Option<u64> {
        self.0.read().ok()?.get(name).map(|value| **value)
    }

    fn register(&self, name: &str, value: u64) {
        self.0.write().expect("nobody panics").insert(name.to_owned(), Arc::new(value));
    }
}

fn contestants() -> [Box<dyn Contestant>; 2] {
    [Box::new(Ours(Registry::new("numbers"))), Box::new(Locked(RwLock::default()))]
}

fn main() {
    let arguments = Arguments::parse();
    reading(&arguments);
    registering(&arguments);
}

/// Lookups a second and thread: by the wall clock, and by the time on a processor.
#[derive(Clone, Copy, Default)]
struct Rate {
    wall: f64,
    processor: f64,
}

fn reading(arguments: &Arguments) {
    println!("Lookups of {NAMES} names by two threads, in millions a second and thread\n");
    println!(
        "| | alone | a third computes | a third registers | by alone | by computes | by processor time | registrations a second |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let mut rates: [Vec<Measured>; 2] = Default::default();
    for _ in 0..arguments.rounds {
        for (place, contestant) in contestants().iter().enumerate() {
            for (name, value) in names().iter().zip(0..) {
                contestant.register(name, value);
            }
            let time = Duration::from_millis(arguments.milliseconds);
            let (alone, _) = read(&**contestant, time, None);
            let (computes, _) = read(&**contestant, time, Some(compute));
            let (registers, registrations) = read(&**contestant, time, Some(writer));
            rates[place].push(Measured { alone, computes, registers, registrations });
        }
    }
    for (contestant, rates) in contestants().iter().zip(&rates) {
        let of = |rate: fn(&Measured) -> f64| median(rates.iter().map(rate));
        println!(
            "| {} | {:.1} | {:.1} | {:.1} | {:.2} | {:.2} | {:.2} | {:.0} |",
            contestant.title(),
            of(|round| round.alone.wall) / 1e6,
            of(|round| round.computes.wall) / 1e6,
            of(|round| round.registers.wall) / 1e6,
            of(|round| round.registers.wall / round.alone.wall),
            of(|round| round.registers.wall / round.computes.wall),
            of(|round| round.registers.processor / round.alone.processor),
            of(|round| round.registrations),
        );
    }
}

/// One round of one contestant.
#[derive(Clone, Copy, Default)]
struct Measured {
    alone: Rate,
    computes: Rate,
    registers: Rate,
    registrations: f64,
}

/// What a third thread does until it is told to stop; gives how often a second it did it.
type Third = fn(&dyn Contestant, &AtomicBool) -> f64;

/// The mean rate of two readers, and what the third thread gives.
fn read(contestant: &dyn Contestant, time: Duration, third: Option<Third>) -> (Rate, f64) {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers = [1, 7].map(|stride| {
            scope.spawn({
                let stop = &stop;
                move || reader(contestant, stop, stride)
            })
        });
        let third = third.map(|third| {
            let stop = &stop;
            scope.spawn(move || third(contestant, stop))
        });
        thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        let rates = readers.map(|reader| reader.join().expect("nobody panics"));
        let mean = |rate: fn(&Rate) -> f64| rates.iter().map(rate).sum::<f64>() / 2.0;
        let rate = Rate { wall: mean(|rate| rate.wall), processor: mean(|rate| rate.processor) };
        (rate, third.map_or(0.0, |third| third.join().expect("nobody panics")))
    })
}

fn reader(contestant: &dyn Contestant, stop: &AtomicBool, stride: usize) -> Rate {
    let names = names();
    let (start, processor, mut read) = (Instant::now(), processor_time(), 0_u32);
    let mut place = 0;
    while !stop.load(Ordering::Relaxed) {
        for _ in 0..500 {
            place = (place + stride) % names.len();
            black_box(contestant.get(&names[place]).expect("all are registered"));
        }
        read += 500;
    }
    let read = f64::from(read);
    Rate { wall: read / start.elapsed().as_secs_f64(), processor: read / (processor_time() - processor) }
}

/// Keeps a processor busy, and touches nothing of the contestant.
fn compute(_: &dyn Contestant, stop: &AtomicBool) -> f64 {
    let mut number = 1_u32;
    while !stop.load(Ordering::Relaxed) {
        for _ in 0..1000 {
            number = black_box(number.wrapping_mul(1_664_525).wrapping_add(1));
        }
    }
    f64::from(number)
}

fn writer(contestant: &dyn Contestant, stop: &AtomicBool) -> f64 {
    let (start, mut written) = (Instant::now(), 0_u32);
    while !stop.load(Ordering::Relaxed) {
        contestant.register(&format!("written_{written}"), u64::from(written));
        written += 1;
    }
    f64::from(written) / start.elapsed().as_secs_f64()
}

/// How long this thread was on a processor, in seconds.
fn processor_time() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u32::try_from(time.tv_sec).expect("it runs for less than a century");
    let nanoseconds = u32::try_from(time.tv_nsec).expect("less than a second");
    f64::from(seconds) + f64::from(nanoseconds) / 1e9
}

fn registering(arguments: &Arguments) {
    println!("\nRegistrations while two threads read: nanoseconds and bytes for each\n");
    println!("| registrations | {} | {} |", contestants()[0].title(), contestants()[1].title());
    println!("| --- | --- | --- |");
    for count in [1_000_u32, 10_000, 100_000, 200_000] {
        let names: Vec<String> = (0..count).map(|number| format!("component_{number}")).collect();
        let mut costs = vec![Vec::new(); 2];
        for _ in 0..arguments.rounds {
            for (place, contestant) in contestants().iter().enumerate() {
                costs[place].push(register(&**contestant, &names));
            }
        }
        let cell = |costs: &[(f64, f64)]| {
            let time = median(costs.iter().map(|cost| cost.0));
            format!("{time:.0} ns, {:.0} B", median(costs.iter().map(|cost| cost.1)))
        };
        println!("| {count} | {} | {} |", cell(&costs[0]), cell(&costs[1]));
    }
}

/// Nanoseconds and bytes for each registration.
fn register(contestant: &dyn Contestant, names: &[String]) -> (f64, f64) {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let read = || {
            while !stop.load(Ordering::Relaxed) {
                black_box(contestant.get(&names[0]));
            }
        };
        scope.spawn(read);
        scope.spawn(read);
        let (memory, processor) = (resident(), processor_time());
        for (name, value) in names.iter().zip(0..) {
            contestant.register(name, value);
        }
        let (memory, processor) = (resident() - memory, processor_time() - processor);
        stop.store(true, Ordering::Relaxed);
        let count = f64::from(u32::try_from(names.len()).expect("a few"));
        (processor * 1e9 / count, memory / count)
    })
}

/// How many bytes of memory this process uses.
fn resident() -> f64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u32 = text.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    f64::from(pages) * 4096.0
}

fn names() -> Vec<String> {
    (0..NAMES).map(|number| format!("metric_{number}")).collect()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
