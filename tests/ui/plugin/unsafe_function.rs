use registry_core::plugin;

#[plugin]
unsafe fn client() -> u32 {
    1
}

fn main() {}
