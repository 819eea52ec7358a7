use registry_core::plugin;

fn close(_: &String) {}

#[plugin(unload = close)]
fn client() -> u32 {
    1
}

fn main() {}
