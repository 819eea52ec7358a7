use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(#[dep(kin = METRICS)] metrics: Vec<Dep<u32>>) -> usize {
    metrics.len()
}

fn main() {}
