use registry_core::{Registry, register, registry};

#[registry]
pub static LIMITS: Registry<u32>;

#[register(kind = "limits")]
#[derive(Default)]
struct Limit;

fn main() {}
