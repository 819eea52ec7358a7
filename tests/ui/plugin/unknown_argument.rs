use registry_core::plugin;

#[plugin(unlod = drop)]
fn client() -> u32 {
    1
}

fn main() {}
