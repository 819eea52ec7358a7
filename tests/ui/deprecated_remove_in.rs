use registry_core::{Registry, register, registry};

#[registry]
static LIMITS: Registry<u32>;

#[register(kind = "limits", deprecated(since = "1.2", remove_in = "2.0-rc.1"))]
const SMALL: u32 = 1;

#[register(kind = "limits", deprecated(removed_in = "2.0"))]
const LARGE: u32 = 2;

fn main() {}
