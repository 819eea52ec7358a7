use registry_core::plugin::{Dep, plugin};

#[plugin]
fn one() -> u32 {
    1
}

#[plugin]
fn client(#[dep(one)] size: Dep<u64>) -> u64 {
    *size
}

fn main() {}
