use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(#[dep] size: Dep<u32>) -> u32 {
    *size
}

fn main() {}
