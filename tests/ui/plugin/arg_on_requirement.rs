use registry_core::plugin::{Dep, plugin};

#[plugin]
fn client(#[arg(default = 4)] size: Dep<u32>) -> u32 {
    *size
}

fn main() {}
