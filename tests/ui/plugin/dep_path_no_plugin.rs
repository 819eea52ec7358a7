use registry_core::plugin::{Dep, plugin};

struct One;

#[plugin]
fn client(#[dep(One)] size: Dep<u64>) -> u64 {
    *size
}

fn main() {}
