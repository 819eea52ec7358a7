use registry_core::plugin;
use std::io;

type Outcome<T> = io::Result<T>;

#[plugin]
fn client() -> Outcome<u32> {
    Ok(1)
}

fn main() {}
