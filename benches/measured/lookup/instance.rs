//! Getting the shared instance, and making one of the caller's own, with what the same takes by hand.

use crate::Names;
use api::{METRICS, Metric};
use measuring::{sample, timed};
use std::collections::HashMap;
use std::hint::black_box;

type Create = fn() -> Box<dyn Metric>;

type Pass = fn(&[(&str, Create)]);

pub fn measure(names: &Names, rounds: usize) {
    let by_hand: HashMap<&str, Create> = by_hand::entries().map(|entry| (entry.name, entry.create)).collect();
    let queries: Vec<(&str, Create)> = names.hits.iter().map(|name| (name.as_str(), by_hand[name.as_str()])).collect();
    for (name, _) in &queries {
        assert!(METRICS.instance(name).is_ok() && METRICS.create(name).is_ok());
    }
    let contestants: [(&str, Pass); 5] = [
        ("get", |queries| {
            for (name, _) in queries {
                black_box(METRICS.get(name));
            }
        }),
        ("instance", |queries| {
            for (name, _) in queries {
                black_box(METRICS.instance(name).expect("it is registered"));
            }
        }),
        ("by hand, known before", |queries| {
            for (name, create) in queries {
                black_box(METRICS.get(name));
                black_box(create());
            }
        }),
        ("by hand", |queries| {
            let nothing = black_box(0);
            for (place, (name, _)) in queries.iter().enumerate() {
                let entry = black_box(METRICS.get(name)).expect("it is registered");
                // what is called is read from the entry that was found
                let (_, create) = queries[place + (entry.name().len() & nothing)];
                black_box(create());
            }
        }),
        ("create", |queries| {
            for (name, _) in queries {
                black_box(METRICS.create(name).expect("it is registered"));
            }
        }),
    ];
    for round in 0..rounds {
        for turn in 0..contestants.len() {
            let (name, pass) = contestants[(round + turn) % contestants.len()];
            pass(&queries);
            sample("time", name, timed(|| pass(&queries)) / queries.len() as f64);
        }
    }
}
