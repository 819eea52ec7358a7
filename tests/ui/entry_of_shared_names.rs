use registry_core::{Registry, registry};

#[registry(duplicates = "replace")]
pub static LIMITS: Registry<u32>;

fn main() {
    let _ = registry_core::entry!(LIMITS, "small");
}
