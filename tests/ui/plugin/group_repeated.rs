use registry_core::plugin;

#[plugin(groups = ["stores", "stores"])]
fn client() -> u32 {
    1
}

fn main() {}
