use registry_core::{Registry, register, registry};

#[registry]
pub static LIMITS: Registry<u32>;

#[registry]
pub static UNITS: Registry<&'static str>;

#[register(kind = "limits", secondary(units = Unit))]
const LARGE: u32 = 1;

pub enum Unit {}

fn main() {}
