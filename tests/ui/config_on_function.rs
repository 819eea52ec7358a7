use registry_core::{Registry, register, registry};

#[registry]
pub static METRICS: Registry<fn() -> u32>;

#[register(kind = "metrics", config)]
fn f1() -> u32 {
    1
}

fn main() {}
