use registry_core::plugin::{Dep, plugin};

#[plugin]
fn one() -> u32 {
    1
}

#[plugin]
fn client(#[dep(one)] all: Vec<Dep<u32>>) -> usize {
    all.len()
}

fn main() {}
