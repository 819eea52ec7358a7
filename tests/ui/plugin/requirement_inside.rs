use registry_core::plugin::{Lazy, plugin};

#[plugin]
fn client(all: Vec<Lazy<u32>>) -> usize {
    all.len()
}

fn main() {}
