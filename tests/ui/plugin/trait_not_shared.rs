use registry_core::plugin;

pub trait Store {}

impl Store for u32 {}

#[plugin(type = dyn Store)]
fn client() -> u32 {
    1
}

fn main() {}
