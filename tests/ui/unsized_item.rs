use registry_core::{Registry, registry};

#[registry]
pub static TEXTS: Registry<str>;

fn main() {}
