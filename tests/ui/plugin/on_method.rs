use registry_core::plugin;

struct Client;

impl Client {
    #[plugin]
    fn client(&self) -> u32 {
        1
    }
}

fn main() {}
