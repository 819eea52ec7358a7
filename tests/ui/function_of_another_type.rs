use registry_core::{Registry, register, registry};

#[registry]
pub static COMMANDS: Registry<fn() -> u32>;

#[register(kind = "commands")]
fn command(number: u32) -> u32 {
    number
}

fn main() {}
