use registry_core::plugin;

#[plugin]
fn client() -> u32 {
    1
}

mod other {
    #[registry_core::plugin]
    fn client() -> u32 {
        2
    }
}

fn main() {}
