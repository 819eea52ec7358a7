use registry_core::{Registry, register, registry};

#[registry]
pub static STORES: Registry<u32>;

#[registry]
pub static SIZES: Registry<u32>;

#[register(kind = "stores", secondary(sizes = SIZE))]
const DISK: u32 = 1;

#[register(kind = "sizes", name = "disk")]
const SIZE: u32 = 2;

fn main() {}
