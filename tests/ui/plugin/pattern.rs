use registry_core::plugin;

#[plugin]
fn client((host, port): (String, u32)) -> String {
    format!("{host}:{port}")
}

fn main() {}
