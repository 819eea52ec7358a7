use registry_core::plugin;

#[plugin]
fn client(#[dep("size")] size: u32) -> u32 {
    size
}

fn main() {}
