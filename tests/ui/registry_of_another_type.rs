use registry_core::registry;

#[registry]
pub static LIMITS: u32;

fn main() {}
