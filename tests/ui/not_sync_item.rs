use registry_core::{Registry, registry};

#[registry]
pub static CELLS: Registry<std::cell::Cell<u32>>;

fn main() {}
