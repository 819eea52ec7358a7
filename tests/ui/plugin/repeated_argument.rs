use registry_core::plugin;

fn close(_: &u32) {}

#[plugin(unload = close, unload = close)]
fn client() -> u32 {
    1
}

fn main() {}
