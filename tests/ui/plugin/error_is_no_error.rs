use registry_core::plugin;

struct Failed;

#[plugin]
fn client() -> Result<u32, Failed> {
    Err(Failed)
}

fn main() {}
