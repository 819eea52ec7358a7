use registry_core::{Registry, register, registry};

pub trait Handler: Send + Sync {}
pub trait Reader: Send + Sync {}

#[registry]
pub static HANDLERS: Registry<dyn Handler>;

#[registry(secondary_of = "handlers")]
pub static READERS: Registry<dyn Reader>;

#[register(kind = "handlers", secondary(readers = OperaReader::new()))]
#[derive(Default)]
struct Opera;
impl Handler for Opera {}

#[derive(Default)]
struct OperaReader;
impl Reader for OperaReader {}

fn main() {}
