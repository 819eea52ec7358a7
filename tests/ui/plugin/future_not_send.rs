use registry_core::plugin;
use std::rc::Rc;

#[plugin]
async fn client() -> u32 {
    let count = Rc::new(1);
    std::future::ready(()).await;
    *count
}

fn main() {}
