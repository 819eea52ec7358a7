use registry_core::plugin;

#[plugin]
fn client(url: impl Into<String>) -> String {
    url.into()
}

fn main() {}
