use registry_core::{Registry, register, registry};

#[registry]
pub static STORES: Registry<u32>;

#[registry]
pub static LIMITS: Registry<u32>;

#[registry(secondary_of = "stores")]
pub static SIZES: Registry<u32>;

#[register(kind = "limits", secondary(sizes = SIZE, sizes["disk"] = SIZE))]
const LARGE: u32 = 1;

const SIZE: u32 = 2;

fn main() {}
