use registry_core::plugin;

#[plugin]
extern "C" fn client() -> u32 {
    1
}

fn main() {}
