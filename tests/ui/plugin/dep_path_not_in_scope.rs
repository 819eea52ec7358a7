use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(#[dep(elsewhere::one)] size: Dep<u64>) -> u64 {
    *size
}

fn main() {}
