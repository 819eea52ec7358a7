use registry_core::{Registry, registry};

#[registry]
pub static LIMITS: Registry<u32> = Registry::new();

fn main() {}
