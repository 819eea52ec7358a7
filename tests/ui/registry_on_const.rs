use registry_core::{Registry, registry};

#[registry]
const LIMITS: Registry<u32> = 1;

fn main() {}
