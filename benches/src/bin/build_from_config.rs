//! What building a component from a parsed value costs, side by side with `serde` alone and with `typetag`.
//!
//! All read the same struct from the same `serde_json::Value` and put it in a box. Batches of each are timed in turns; the table has
//! medians.
//!
//! ```text
//! cargo run --release -p registry-benches --bin build_from_config
//! ```

use registry_core::config::Spec;
use registry_core::{Registry, register, registry};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

/// What the boxes hold.
pub trait Metric: Send + Sync {
    /// Uses every field, so that none is left out.
    fn score(&self) -> f64;
}

/// The components.
#[registry(config)]
pub static METRICS: Registry<dyn Metric>;

/// The same for `typetag`.
#[typetag::serde(tag = "type")]
pub trait TaggedMetric: Send + Sync {
    /// Uses every field, so that none is left out.
    fn score(&self) -> f64;
}

macro_rules! metric {
    ($(#[$attribute:meta])* $name:ident $(($tag:ident))?) => {
        $(#[$attribute])*
        #[derive(Serialize, Deserialize)]
        struct $name {
            average: Average,
            beta: f64,
            labels: Vec<u32>,
            name: String,
            zero_division: Option<f64>,
        }

        impl $name {
            fn sum(&self) -> f64 {
                let average = match self.average {
                    Average::Macro => 1.0,
                    Average::Micro => 2.0,
                };
                let labels: u32 = self.labels.iter().sum();
                let name = u8::from(self.name.is_empty());
                average + self.beta + f64::from(labels) + f64::from(name) + self.zero_division.unwrap_or(0.0)
            }
        }
    };
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Average {
    Macro,
    Micro,
}

metric! {
    #[register(kind = "metrics", name = "f1", config)]
    Registered
}
metric! { Tagged }

impl Metric for Registered {
    fn score(&self) -> f64 {
        self.sum()
    }
}

#[typetag::serde(name = "f1")]
impl TaggedMetric for Tagged {
    fn score(&self) -> f64 {
        self.sum()
    }
}

/// One way, and the name of it.
struct Contestant<'a> {
    name: &'static str,
    build: Box<dyn Fn() -> f64 + 'a>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = json!({
        "average": "micro", "beta": 0.5, "labels": [1, 2, 3, 4], "name": "weighted", "zero_division": 1.0,
    });
    let mut tagged = json!({ "type": "f1" });
    if let (Value::Object(tagged), Value::Object(config)) = (&mut tagged, config.clone()) {
        tagged.extend(config);
    }
    let spec: Spec<dyn Metric> = serde_json::from_value(json!({ "name": "f1", "config": config }))?;
    let contestants = [
        Contestant {
            name: "serde alone, boxed",
            build: Box::new(|| {
                let metric: Box<dyn Metric> = Box::new(Registered::deserialize(black_box(&config)).unwrap());
                metric.score()
            }),
        },
        Contestant {
            name: "`METRICS.create_with(name, &value)`",
            build: Box::new(|| METRICS.create_with("f1", black_box(&config)).unwrap().score()),
        },
        Contestant { name: "`Spec::build`", build: Box::new(|| black_box(&spec).build().unwrap().score()) },
        Contestant {
            name: "typetag",
            build: Box::new(|| Box::<dyn TaggedMetric>::deserialize(black_box(&tagged)).unwrap().score()),
        },
    ];
    let mut times = vec![Vec::new(); contestants.len()];
    for _ in 0..201 {
        for (contestant, times) in contestants.iter().zip(&mut times) {
            let started = Instant::now();
            for _ in 0..2000 {
                black_box((contestant.build)());
            }
            times.push(started.elapsed().as_secs_f64() * 1e9 / 2000.0);
        }
    }
    println!("| a component of five fields from a parsed value | time | by serde's |\n| --- | --- | --- |");
    let medians: Vec<f64> = times.into_iter().map(median).collect();
    for (contestant, median) in contestants.iter().zip(&medians) {
        println!("| {} | {median:.0} ns | {:.2} |", contestant.name, median / medians[0]);
    }
    Ok(())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
