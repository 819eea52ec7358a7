use registry_core::{Metadata, Registry, register, registry};

#[derive(Metadata)]
pub struct Info {
    #[metadata(required)]
    pub unit: &'static str,
}

#[registry]
pub static STORES: Registry<u32>;

#[registry]
pub static SIZES: Registry<u32, Info>;

#[register(kind = "stores", secondary(sizes = SIZE))]
const DISK: u32 = 1;

const SIZE: u32 = 2;

fn main() {}
