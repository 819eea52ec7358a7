use registry_core::plugin;

fn close(_: &u32) -> bool {
    true
}

#[plugin(unload = close)]
fn client() -> u32 {
    1
}

fn main() {}
