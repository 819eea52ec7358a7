use registry_core::plugin;

#[plugin]
fn client(#[cfg(all())] size: u32) -> u32 {
    size
}

fn main() {}
