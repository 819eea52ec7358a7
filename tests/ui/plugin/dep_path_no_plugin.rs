use registry_core::plugin::{Dep, plugin};

struct One;

impl One {
    fn handle() -> u32 {
        1
    }
}

#[plugin]
fn client(#[dep(One)] size: Dep<u64>) -> u64 {
    *size + u64::from(One::handle())
}

fn main() {}
