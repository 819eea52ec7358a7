use registry_core::plugin::{Dep, plugin};

#[plugin]
async fn one() -> Result<Box<u32>, String> {
    Ok(Box::new(1))
}

#[plugin]
fn client(one: Dep<u64>) -> u64 {
    *one
}

fn main() {}
