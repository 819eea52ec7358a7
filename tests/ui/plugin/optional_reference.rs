use registry_core::plugin;

#[plugin]
fn client(url: Option<&str>) -> usize {
    url.map_or(0, str::len)
}

fn main() {}
