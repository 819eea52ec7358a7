use registry_core::plugin;

pub struct Settings;

#[plugin]
fn client(settings: Settings) -> Settings {
    settings
}

fn main() {}
