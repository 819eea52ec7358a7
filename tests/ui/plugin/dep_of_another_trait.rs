use registry_core::plugin::{Dep, plugin};

pub trait Store: Send + Sync {}

mod other {
    #[registry_core::plugin]
    pub fn one(size: u32) -> u32 {
        size
    }
}

use other::one;

#[plugin]
fn client(one: Option<Dep<dyn Store>>) -> bool {
    one.is_some() && one::handle().name() == "one"
}

fn main() {}
