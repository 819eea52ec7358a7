use registry_core::plugin;

#[plugin]
struct Client;

fn main() {}
