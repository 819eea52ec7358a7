//! The commands in a program whose registrations contradict each other: they are what its author looks with.

#![cfg(feature = "cli")]

#[path = "support/commands.rs"]
mod commands;

use commands::run;
use registry_core::{Registry, register, registry};

#[registry]
static LIMITS: Registry<u32>;

const NAME: &str = "large";
/// The first.
#[register(kind = "limits", name = NAME, aliases = ["big"])]
const ONE: u32 = 1;
#[register(kind = "limits", name = NAME)]
const TWO: u32 = 2;

#[test]
fn neither_a_fork_nor_loading_everything_panics() {
    let fork = LIMITS.fork();
    for registry in [&LIMITS, &fork] {
        let report = registry.load_all();
        assert!(report.loaded.is_empty() && !report.is_complete());
        assert!(registry.check().is_err());
    }
}

#[test]
fn what_is_there_can_be_looked_at() {
    assert!(LIMITS.instance("large").is_err());
    let list = run(&["list", "--format", "markdown"]);
    assert_eq!(list.output.lines().last(), Some("| large | The first.  |"));
    for name in ["large", "big"] {
        let shown = run(&["show", name]);
        assert!(shown.output.starts_with("large (limits)\n\nThe first.\n"), "{shown:?}");
    }
    let check = run(&["check", "--json"]);
    assert_eq!(check.code, 1);
    assert!(check.output.contains("\"fatal\": true"), "{}", check.output);
}
