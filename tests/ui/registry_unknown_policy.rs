use registry_core::{Registry, registry};

#[registry(duplicates = "keep-first")]
pub static LIMITS: Registry<u32>;

fn main() {}
