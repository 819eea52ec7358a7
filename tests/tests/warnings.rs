//! What is dropped or kept out is a warning through `tracing`; whoever hears it may use the registry.

#[path = "support/events.rs"]
mod events;

use events::Events;
use registry_core::{Duplicates, Registry, register, registry};
use std::sync::Arc;

#[registry(duplicates = "keep_first", api = "v2")]
static SCORES: Registry<u32>;

#[register(kind = "scores", name = "a")]
const FIRST: u32 = 1;

#[register(kind = "scores", name = "a")]
const SECOND: u32 = 2;

#[register(kind = "scores", api = "v1")]
const OLD: u32 = 3;

#[test]
fn what_the_linker_collected_is_warned_of_at_the_first_use() {
    let events = Events::hearing(|| {
        // whoever hears the first warning reads the registry
        let _ = SCORES.len();
    });
    tracing::subscriber::with_default(events.clone(), || {
        assert_eq!(SCORES.len(), 1);
        assert_eq!(SCORES.len(), 1);
    });
    let warnings = events.texts();
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    assert!(warnings.iter().all(|warning| warning.starts_with("WARN ")));
    assert!(warnings.iter().any(|warning| warning.contains("\"a\" is registered twice in \"scores\"")));
    assert!(warnings.iter().any(|warning| warning.contains("it was kept out")));
}

#[test]
fn what_is_dropped_at_run_time_is_warned_of_once() {
    static LOCAL: Registry<u32> = Registry::new("local").with_duplicates(Duplicates::KeepFirst);
    LOCAL.register("a", Arc::new(1)).unwrap();
    let events = Events::hearing(|| {
        LOCAL.register("heard", Arc::new(9)).map(drop).unwrap_or_default();
    });
    tracing::subscriber::with_default(events.clone(), || {
        for number in 2..5 {
            LOCAL.register("a", Arc::new(number)).unwrap();
        }
    });
    let warnings = events.texts();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("\"a\" is registered twice in \"local\""));
    assert!(LOCAL.contains("heard"));
    assert_eq!(LOCAL.fork().duplicates().len(), 1);
}
