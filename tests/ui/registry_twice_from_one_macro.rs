//! Two registries that only `macro_rules!` tells apart would share their symbols, so the second does not build.

use registry_core::{Registry, registry};

macro_rules! numbers {
    ($($module:ident)*) => {
        $(
            pub mod $module {
                use super::*;

                #[registry]
                pub(crate) static NUMBERS: Registry<u32>;
            }
        )*
    };
}

numbers! { left right }

fn main() {}
