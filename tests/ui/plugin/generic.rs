use registry_core::plugin;

#[plugin]
fn client<T: Default + Send + Sync + 'static>() -> T {
    T::default()
}

fn main() {}
