use registry_core::plugin;

#[plugin]
fn client(url: &str) -> String {
    url.to_owned()
}

fn main() {}
