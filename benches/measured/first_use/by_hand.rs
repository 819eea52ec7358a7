//! What programs write by hand: the entries sorted by name, and a map of them.

use by_hand::Entry;
use by_hand_names as _;
use std::collections::HashMap;
use std::hint::black_box;
use std::sync::LazyLock;

static METRICS: LazyLock<Metrics> = LazyLock::new(|| {
    let mut sorted: Vec<&Entry> = by_hand::entries().collect();
    sorted.sort_unstable_by_key(|entry| entry.name);
    let by_name = sorted.iter().map(|entry| (entry.name, *entry)).collect();
    Metrics { sorted, by_name }
});

struct Metrics {
    sorted: Vec<&'static Entry>,
    by_name: HashMap<&'static str, &'static Entry>,
}

pub fn find(name: &str) -> bool {
    black_box(METRICS.by_name.get(name)).is_some()
}

/// How many there are.
pub fn list() -> usize {
    METRICS.sorted.iter().map(black_box).count()
}
