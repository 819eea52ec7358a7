//! `replaces` takes the name from exactly the component that it names.

use registry_core::{Registry, register, registry};

pub trait Part: Sync {
    fn number(&self) -> u32;
}

impl<F: Fn() -> u32 + Sync> Part for F {
    fn number(&self) -> u32 {
        self()
    }
}

macro_rules! part {
    ($name:ident, $number:literal) => {
        impl super::Part for $name {
            fn number(&self) -> u32 {
                $number
            }
        }
    };
}

#[registry]
pub static PARTS: Registry<dyn Part>;

pub mod outer {
    #[registry_core::register(kind = super::PARTS, name = "x")]
    #[derive(Default)]
    pub struct X;
    part!(X, 1);

    pub mod inner {
        /// Not registered; its path is that of the other with a module in between.
        pub struct X;
    }
}

#[register(kind = PARTS, name = "x", replaces = outer::inner::X)]
#[derive(Default)]
pub struct Newcomer;
impl Part for Newcomer {
    fn number(&self) -> u32 {
        2
    }
}

#[test]
fn only_exactly_that_component_is_replaced() {
    let problems = PARTS.check().unwrap_err().to_string();
    assert!(problems.contains(r#"replaces outer::inner::X as "x" in "parts", but "#), "{problems}");
    assert!(problems.contains("replacing::outer::X at "), "{problems}");
}

#[derive(Debug, PartialEq)]
pub struct Empty;

#[registry]
pub static EMPTIES: Registry<Empty>;

#[register(kind = "empties")]
static ONE: Empty = Empty;
#[allow(dead_code)]
static TWO: Empty = Empty;

#[register(kind = "empties", name = "one", replaces = TWO)]
static THREE: Empty = Empty;

#[test]
fn statics_without_a_size_are_told_apart() {
    assert!(EMPTIES.check().unwrap_err().to_string().contains("replaces TWO"));
}

#[test]
fn a_component_inside_a_function_can_be_replaced_there() {
    #[registry]
    static LOCALS: Registry<dyn Part>;

    #[register(kind = "locals", name = "x")]
    #[derive(Default)]
    struct Old;
    impl Part for Old {
        fn number(&self) -> u32 {
            1
        }
    }

    #[register(kind = "locals", name = "x", replaces = Old)]
    fn newer() -> u32 {
        2
    }

    assert_eq!(LOCALS.instance("x").unwrap().number(), 2);
}
