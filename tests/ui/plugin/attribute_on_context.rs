use registry_core::plugin::{LoadContext, plugin};

#[plugin]
fn client(#[dep("a")] context: LoadContext) -> String {
    context.name().to_owned()
}

fn main() {}
