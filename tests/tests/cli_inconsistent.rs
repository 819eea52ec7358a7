//! The commands in a program whose registrations contradict each other: they are what its author looks with.

#![cfg(feature = "cli")]

use clap::Parser;
use registry_core::cli::{Command, Outcome};
use registry_core::{Registry, register, registry};

#[registry]
static LIMITS: Registry<u32>;

const NAME: &str = "large";
/// The first.
#[register(kind = "limits", name = NAME, aliases = ["big"])]
const ONE: u32 = 1;
#[register(kind = "limits", name = NAME)]
const TWO: u32 = 2;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

fn run(arguments: &[&str]) -> Outcome {
    Arguments::parse_from([&["program"], arguments].concat()).command.run()
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
