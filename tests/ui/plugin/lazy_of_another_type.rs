use registry_core::plugin::{Lazy, plugin};

#[plugin]
fn one() -> u32 {
    1
}

#[plugin]
fn client(one: Lazy<u64>) -> bool {
    one.get().is_ok()
}

fn main() {}
