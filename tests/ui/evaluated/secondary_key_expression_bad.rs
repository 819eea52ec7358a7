use registry_core::{Registry, register, registry};

#[registry]
pub static STORES: Registry<u32>;

#[registry]
pub static SIZES: Registry<u32>;

const KEY: &str = " disk";

#[register(kind = "stores", secondary(sizes[KEY] = SIZE))]
const DISK: u32 = 1;

const SIZE: u32 = 2;

fn main() {}
