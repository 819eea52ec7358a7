use registry_core::plugin;

#[plugin(name = "a client")]
fn client() -> u32 {
    1
}

fn main() {}
