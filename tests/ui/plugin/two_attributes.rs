use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(#[dep("a")] #[dep("b")] size: Dep<u32>) -> u32 {
    *size
}

fn main() {}
