use registry_core::plugin;
use std::rc::Rc;

async fn close(_: &u32) {
    let count = Rc::new(1);
    std::future::ready(()).await;
    drop(count);
}

#[plugin(unload = close)]
fn client() -> u32 {
    1
}

fn main() {}
