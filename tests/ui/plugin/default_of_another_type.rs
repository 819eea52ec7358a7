use registry_core::plugin;

#[plugin]
fn client(#[arg(default = 4)] url: String) -> String {
    url
}

fn main() {}
