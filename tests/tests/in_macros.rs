//! The attributes inside of `macro_rules!` macros, and registries that come into scope by a glob import.

use registry_core::{Registry, register, registry};

pub trait Shape: Send + Sync {
    fn corners(&self) -> u32;
}

#[registry]
static SHAPES: Registry<dyn Shape>;

macro_rules! shape {
    ($(#[$attribute:meta])* $name:ident, $kind:literal, $corners:expr) => {
        $(#[$attribute])*
        #[register(kind = $kind)]
        #[derive(Default)]
        struct $name;

        impl Shape for $name {
            fn corners(&self) -> u32 {
                $corners
            }
        }
    };
}

shape!(
    /// With three.
    Triangle,
    "shapes",
    3
);
shape!(Square, "shapes", 4);

macro_rules! registered {
    ($name:literal, $item:item) => {
        #[register(kind = "shapes", name = $name)]
        $item
    };
}

#[derive(Default)]
struct Polygon<T>(std::marker::PhantomData<T>);

impl<T: Default + Into<u32> + Send + Sync + 'static> Shape for Polygon<T> {
    fn corners(&self) -> u32 {
        7
    }
}

registered!(
    "seven",
    /// Of bytes.
    type Bytes = Polygon<u8>;
);

macro_rules! foreign {
    ($type:ty, $name:expr) => {
        #[register(kind = "shapes", name = $name)]
        impl Shape for $type {
            fn corners(&self) -> u32 {
                0
            }
        }
    };
}

foreign!(Vec<u8>, concat!("no", "ne"));

mod below {
    use super::*;

    #[register(kind = "shapes")]
    #[derive(Default)]
    struct Hexagon;

    impl Shape for Hexagon {
        fn corners(&self) -> u32 {
            6
        }
    }
}

#[test]
fn fragments_of_macros_are_understood() {
    let corners: Vec<_> = SHAPES.iter().map(|entry| (entry.name(), entry.instance().unwrap().corners())).collect();
    assert_eq!(corners, [("hexagon", 6), ("none", 0), ("seven", 7), ("square", 4), ("triangle", 3)]);
    assert_eq!(SHAPES.require("triangle").unwrap().docs(), "With three.");
    assert_eq!(SHAPES.require("seven").unwrap().docs(), "Of bytes.");
}
