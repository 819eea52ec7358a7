use registry_core::{Registry, registry};

#[registry(kid = "limits")]
pub static LIMITS: Registry<u32>;

fn main() {}
