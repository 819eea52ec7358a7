//! A component is shown with the secondary registries that have something for it.

#![cfg(feature = "cli")]

#[path = "support/commands.rs"]
mod commands;

use commands::run;
use registry_core::{Registry, catalog, register, registry};

#[registry]
static STORES: Registry<u32>;

#[registry(secondary_of = "stores")]
static CHECKS: Registry<&'static str>;

#[registry]
static LABELS: Registry<&'static str>;

const CHECK: &str = "checked";

#[register(kind = "stores", secondary(checks = CHECK))]
const DISK: u32 = 1;

#[register(kind = "labels", name = "disk")]
const LABEL: &str = "A disk";

fn printed(arguments: &[&str]) -> String {
    run(arguments).output
}

#[test]
fn secondaries_are_told_from_namesakes() {
    let store = printed(&["show", "disk", "--kind", "stores"]);
    assert!(store.contains("\nsecondaries    checks \"disk\": CHECK") && !store.contains("labels"), "{store}");
    let check = printed(&["show", "disk", "--kind", "checks"]);
    assert!(!check.contains("secondaries") && check.contains("secondary of   stores"), "{check}");
}

#[test]
fn a_secondary_registry_knows_its_primary() {
    let primary = |kind| catalog().registry(kind).unwrap().secondary_of();
    assert_eq!((primary("checks"), primary("stores")), (Some("stores"), None));
}
