use registry_core::plugin;

pub trait Store: Send + Sync {}

impl Store for u32 {}

#[plugin]
fn client() -> Result<impl Store, String> {
    Ok(1)
}

fn main() {}
