use registry_core::plugin;
use std::rc::Rc;

#[plugin]
fn client() -> Rc<u32> {
    Rc::new(1)
}

fn main() {}
