use registry_core::{Registry, register, registry};

pub trait Handle: Sync {}

#[registry(strip_suffix = "Handler")]
pub static HANDLERS: Registry<dyn Handle>;

#[register(kind = "handlers")]
#[derive(Default)]
struct Handler;
impl Handle for Handler {}

fn main() {}
