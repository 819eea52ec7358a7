use registry_core::plugin;

#[plugin(unload = |_| ())]
fn client() -> u32 {
    1
}

fn main() {}
