use registry_core::plugin::{Dep, plugin};
use registry_core::{Registry, registry};

#[registry]
pub static METRICS: Registry<u32>;

#[plugin]
fn client(#[dep(kind = METRICS)] metrics: Vec<Dep<String>>) -> usize {
    metrics.len()
}

fn main() {}
