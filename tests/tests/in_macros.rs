//! The attributes inside of `macro_rules!` macros, and registries that come into scope by a glob import.

use registry_core::{Metadata, Registry, register, registry};

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

/// All parts of a registry and of its metadata as fragments.
macro_rules! described {
    ($visibility:vis $registry:ident, $info:ident, $held:ty, $item:item, $field:ident: $type:ty) => {
        #[derive(Metadata)]
        $visibility struct $info
        where
            $type: Copy,
        {
            #[allow(dead_code)]
            $visibility $field: $type,
            other: [$type; 2],
        }

        #[registry]
        $visibility static $registry: Registry<$held, $info>;

        #[registry]
        #[allow(dead_code)]
        $item
    };
}

described!(pub(crate) COLOURS, ColourInfo, dyn Fn(u8) -> Vec<u8> + Send + Sync, pub static OTHERS: Registry<(u8, Vec<u8>)>;, depth: u32);

#[register(kind = "colours", meta(depth = 3))]
fn grey(value: u8) -> Vec<u8> {
    vec![value; 3]
}

#[register(kind = "others")]
const PAIR: (u8, Vec<u8>) = (1, Vec::new());

trait Make {
    fn make() -> Self;
}

impl Make for Square {
    fn make() -> Self {
        Self
    }
}

macro_rules! made {
    ($alias:ident, $type:ty, $new:expr) => {
        #[register(kind = "shapes", new = $new)]
        type $alias = $type;
    };
}

made!(MadeSquare, Square, <Square as Make>::make);

#[test]
fn fragments_are_parts_of_declarations() {
    let grey = COLOURS.require("grey").unwrap();
    assert_eq!((grey.meta().depth, grey.meta().other), (3, [0, 0]));
    assert_eq!(grey.instance().unwrap()(7), [7, 7, 7]);
    assert_eq!(OTHERS.instance("pair").unwrap(), &(1, Vec::new()));
    assert_eq!(SHAPES.create("made_square").unwrap().corners(), 4);
}

#[test]
fn fragments_of_macros_are_understood() {
    let corners: Vec<_> = SHAPES.iter().map(|entry| (entry.name(), entry.instance().unwrap().corners())).collect();
    assert_eq!(
        corners,
        [("hexagon", 6), ("made_square", 4), ("none", 0), ("seven", 7), ("square", 4), ("triangle", 3)]
    );
    assert_eq!(SHAPES.require("triangle").unwrap().docs(), "With three.");
    assert_eq!(SHAPES.require("seven").unwrap().docs(), "Of bytes.");
}
