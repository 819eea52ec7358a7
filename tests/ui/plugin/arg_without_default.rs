use registry_core::plugin;

#[plugin]
fn client(#[arg] size: u32) -> u32 {
    size
}

fn main() {}
