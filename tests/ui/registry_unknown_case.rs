use registry_core::{Registry, registry};

#[registry(case = "snakecase")]
pub static LIMITS: Registry<u32>;

fn main() {}
