use registry_core::{Registry, registry};

pub type Number = u32;

macro_rules! numbers {
    () => {
        #[registry]
        pub(crate) static NUMBERS: Registry<super::Number>;
    };
}

mod left {
    use super::*;
    numbers!();
}

mod right {
    use super::*;
    numbers!();
}

fn main() {}
