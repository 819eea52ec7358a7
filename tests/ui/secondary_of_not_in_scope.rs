use registry_core::{Registry, register, registry};

#[registry]
pub static STORES: Registry<u32>;

#[registry(kind = "disks")]
pub static DISCS: Registry<u32>;

#[registry(secondary_of = "stors")]
pub static SIZES: Registry<u32>;

#[register(kind = "stores", name = "disk")]
const DISK: u32 = 1;

#[register(kind = "sizes", name = "disk")]
const SIZE: u32 = 2;

fn main() {}
