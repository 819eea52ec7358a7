use registry_core::plugin;

#[plugin]
fn client(#[arg(defalt = 4)] size: u32) -> u32 {
    size
}

fn main() {}
