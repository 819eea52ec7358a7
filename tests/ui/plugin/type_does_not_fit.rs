use registry_core::plugin;

pub trait Store: Send + Sync {}

#[plugin(type = dyn Store)]
fn client() -> u32 {
    1
}

fn main() {}
