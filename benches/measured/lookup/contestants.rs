//! Those who find something by name. Each holds the same names; the maps are built before the clock starts.

use crate::pass::Contestant;
use api::METRICS;
use std::collections::BTreeMap;

type ByHand = &'static by_hand::Entry;

pub const OURS: &str = "registry-core";
pub const HASHBROWN: &str = "hashbrown + foldhash";

pub fn ours() -> Contestant {
    Contestant::new(OURS, |name| METRICS.get(name), |entry| entry.name())
}

pub fn hashbrown() -> Contestant {
    let map: hashbrown::HashMap<&'static str, ByHand> = by_name();
    let map: &'static _ = Box::leak(Box::new(map));
    Contestant::new(HASHBROWN, |name| map.get(name).copied(), |entry: ByHand| entry.name)
}

fn std_map() -> Contestant {
    let map: std::collections::HashMap<&'static str, ByHand> = by_name();
    let map: &'static _ = Box::leak(Box::new(map));
    Contestant::new("std HashMap", |name| map.get(name).copied(), |entry: ByHand| entry.name)
}

fn tree() -> Contestant {
    let map: BTreeMap<&'static str, ByHand> = by_name();
    let map: &'static _ = Box::leak(Box::new(map));
    Contestant::new("BTreeMap", |name| map.get(name).copied(), |entry: ByHand| entry.name)
}

fn perfect() -> Contestant {
    Contestant::new("phf", |name| perfect_names::MAP.get(name), |known: &&'static str| *known)
}

#[cfg(feature = "few")]
fn scattered() -> Contestant {
    let map = &scattered_api::SCATTERED;
    Contestant::new("scattered-collect", |name: &str| map.get(name), |known: &&'static str| *known)
}

#[cfg(feature = "few")]
fn linear() -> Contestant {
    let find = |name: &str| by_hand::entries().find(|entry| entry.name == name);
    Contestant::new("inventory, a linear scan", find, |entry: ByHand| entry.name)
}

fn by_name<M: FromIterator<(&'static str, ByHand)>>() -> M {
    by_hand::entries().map(|entry| (entry.name, entry)).collect()
}

pub fn all() -> Vec<Contestant> {
    vec![
        ours(),
        hashbrown(),
        std_map(),
        tree(),
        perfect(),
        #[cfg(feature = "few")]
        scattered(),
        #[cfg(feature = "few")]
        linear(),
    ]
}
