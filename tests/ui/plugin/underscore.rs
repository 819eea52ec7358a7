use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(_: Dep<u32>) -> u32 {
    1
}

fn main() {}
