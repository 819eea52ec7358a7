use registry_core::{Registry, registry};

#[registry(config)]
pub static LIMITS: Registry<u32>;

fn main() {}
