use registry_core::{Registry, register, registry};

#[registry]
pub static COMMANDS: Registry<fn() -> u32>;

#[register(kind = "commands")]
#[derive(Default)]
struct Command;

fn main() {}
