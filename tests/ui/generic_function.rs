use registry_core::{Registry, register, registry};

#[registry]
pub static COMMANDS: Registry<fn() -> u32>;

#[register(kind = "commands")]
fn command<T>() -> u32 {
    0
}

fn main() {}
