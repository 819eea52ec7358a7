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
        impl $crate::Part for $name {
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

#[registry]
static NUMBERS: Registry<u32>;

#[registry(secondary_of = "numbers")]
static NAMES: Registry<&'static str>;

#[registry]
static PLACES: Registry<&'static str>;

#[register(kind = "numbers", name = "seven", secondary(names = OLD, places["first"] = OLD, places["second"] = OLD))]
static SEVEN_OLD: u32 = 7;
const OLD: &str = "old";

/// The derived name is the same, and no symbol is defined twice.
#[register(kind = "numbers", replaces = SEVEN_OLD, secondary(names = NEW, places["second"] = NEW, places["third"] = NEW))]
static SEVEN: u32 = 7;
const NEW: &str = "new";

#[test]
fn the_newcomer_brings_what_stands_beside_it() {
    assert_eq!(NUMBERS.require("seven").unwrap().type_name(), "replacing::SEVEN");
    assert_eq!(NAMES.instance("seven").unwrap(), &"new");
    let places: Vec<_> = PLACES.iter().map(|place| (place.name(), *place.instance().unwrap())).collect();
    assert_eq!(places, [("first", "old"), ("second", "new"), ("third", "new")]);
    assert!(NUMBERS.check().is_ok() && NAMES.check().is_ok() && PLACES.check().is_ok());
}

#[registry]
static KEPT: Registry<dyn Part>;

#[register(kind = "parts", name = "y", secondary(kept = Beside))]
#[derive(Default)]
pub struct Y;
part!(Y, 3);

#[register(kind = "parts", name = "y", replaces = Y)]
#[derive(Default)]
pub struct NewerY;
part!(NewerY, 4);

#[derive(Default)]
pub struct Beside;
impl Part for Beside {
    fn number(&self) -> u32 {
        5
    }
}

#[test]
fn what_stood_beside_the_old_one_stays_if_the_newcomer_brings_nothing() {
    assert_eq!(KEPT.instance("y").unwrap().number(), 5);
}

#[registry]
static FOUGHT: Registry<u32>;

#[register(kind = "parts", name = "z", secondary(fought["key"] = ONE_OF))]
#[derive(Default)]
pub struct Z;
part!(Z, 6);
const ONE_OF: u32 = 1;

#[register(kind = "fought", name = KEY)]
const ANOTHER: u32 = 2;
const KEY: &str = "key";

#[test]
fn a_key_that_is_given_twice_is_not_to_be_replaced_but_changed() {
    let text = FOUGHT.check().unwrap_err().to_string();
    assert!(
        text.starts_with(r#""key" is registered twice in "fought": by ONE_OF at tests/tests/replacing.rs:"#),
        "{text}"
    );
    assert!(text.ends_with("; give one of them another key, or leave one of them out"), "{text}");
}

#[registry]
static STEPS: Registry<u32>;
#[registry(secondary_of = "steps")]
static STEP_NAMES: Registry<&'static str>;

// the origins are in no order of the replacements, and the second and fourth bring nothing
#[register(kind = "steps", name = "step", replaces = FOURTH, secondary(step_names = E))]
static FIFTH: u32 = 5;
#[register(kind = "steps", name = "step", secondary(step_names = A))]
static FIRST: u32 = 1;
#[register(kind = "steps", name = "step", replaces = THIRD)]
static FOURTH: u32 = 4;
#[register(kind = "steps", name = "step", replaces = FIRST)]
static SECOND: u32 = 2;
#[register(kind = "steps", name = "step", replaces = SECOND, secondary(step_names = C))]
static THIRD: u32 = 3;
const A: &str = "a";
const C: &str = "c";
const E: &str = "e";

#[test]
fn a_replacement_that_brings_nothing_does_not_break_the_line() {
    assert_eq!(STEPS.instance("step").unwrap(), &5);
    assert_eq!(STEP_NAMES.instance("step").unwrap(), &"e");
    assert!(STEPS.check().is_ok() && STEP_NAMES.check().is_ok());
}
