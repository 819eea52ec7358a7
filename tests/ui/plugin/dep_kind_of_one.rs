use registry_core::plugin::{Dep, plugin};
use registry_core::{Registry, registry};

#[registry]
pub static METRICS: Registry<u32>;

#[plugin]
fn client(#[dep(kind = METRICS)] metric: Dep<u32>) -> u32 {
    *metric
}

fn main() {}
