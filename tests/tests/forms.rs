//! Every form that `#[register]` can stand on, in every class of registry.

use registry_core::{Error, Registry, register, registry};

pub trait Greeter: Send + Sync {
    fn greet(&self, name: &str) -> String;
}

#[registry]
pub static GREETERS: Registry<dyn Greeter>;

/// A struct.
#[register(kind = "greeters")]
#[derive(Default)]
pub struct Plain;

impl Greeter for Plain {
    fn greet(&self, name: &str) -> String {
        format!("Hello, {name}")
    }
}

/// An enum, by its default variant.
#[register(kind = "greeters", name = "mood")]
#[derive(Default)]
pub enum Mood {
    #[default]
    Happy,
    #[allow(dead_code)]
    Sad,
}

impl Greeter for Mood {
    fn greet(&self, name: &str) -> String {
        match self {
            Mood::Happy => format!("Hooray, {name}"),
            Mood::Sad => format!("Oh, {name}"),
        }
    }
}

impl<F: Fn(&str) -> String + Send + Sync> Greeter for F {
    fn greet(&self, name: &str) -> String {
        self(name)
    }
}

/// The function itself.
#[register(kind = "greeters")]
fn function(name: &str) -> String {
    format!("fn {name}")
}

pub struct Prefixed(pub String);

impl Greeter for Prefixed {
    fn greet(&self, name: &str) -> String {
        format!("{} {name}", self.0)
    }
}

#[register(kind = "greeters", factory)]
fn factory_plain() -> Prefixed {
    Prefixed("plain".into())
}

#[register(kind = "greeters", factory)]
fn factory_boxed() -> Box<dyn Greeter> {
    Box::new(Prefixed("boxed".into()))
}

#[register(kind = "greeters", factory)]
fn factory_result() -> Result<Prefixed, std::num::ParseIntError> {
    "7".parse::<u8>().map(|number| Prefixed(format!("number {number}")))
}

#[register(kind = "greeters", factory)]
fn factory_boxed_result() -> Result<Box<dyn Greeter>, String> {
    Ok(Box::new(Prefixed("boxed result".into())))
}

#[register(kind = "greeters", factory)]
fn factory_failing() -> Result<Prefixed, std::num::ParseIntError> {
    "seven".parse::<u8>().map(|_| Prefixed(String::new()))
}

#[register(kind = "greeters", name = "constructed", new = Constructed::build)]
pub struct Constructed {
    count: u32,
}

impl Constructed {
    fn build() -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self { count: 2 })
    }
}

impl Greeter for Constructed {
    fn greet(&self, name: &str) -> String {
        format!("{} {name}", self.count)
    }
}

#[register(kind = "greeters")]
static SHARED: Prefixed = Prefixed(String::new());

#[register(kind = "greeters")]
const CONSTANT: Prefixed = Prefixed(String::new());

/// Generic over what it shows.
#[register(kind = "greeters", types(u8, Vec<(u16, i8)>), name = "show_{T}", aliases = ["s_{T}"])]
#[derive(Default)]
pub struct Show<T: Default + std::fmt::Debug>(T);

impl<T: Default + std::fmt::Debug + Send + Sync> Greeter for Show<T> {
    fn greet(&self, name: &str) -> String {
        format!("{:?} {name}", self.0)
    }
}

#[register(kind = "greeters")]
pub type ShowBool = Show<bool>;

#[register(kind = "greeters", types((u8, 2), (i8, 3)), name = "{T}x{N}")]
pub struct Repeat<T, const N: usize>(std::marker::PhantomData<T>);

impl<T, const N: usize> Default for Repeat<T, N> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<T: Send + Sync, const N: usize> Greeter for Repeat<T, N> {
    fn greet(&self, name: &str) -> String {
        name.repeat(N)
    }
}

/// A type of another crate.
#[register(kind = "greeters")]
impl Greeter for std::time::Duration {
    fn greet(&self, name: &str) -> String {
        format!("{self:?} {name}")
    }
}

const PREFIX: &str = "computed";

mod names {
    pub const COMPUTED: &str = super::PREFIX;
}

#[register(kind = "greeters", name = names::COMPUTED)]
#[derive(Default)]
struct Computed;

impl Greeter for Computed {
    fn greet(&self, name: &str) -> String {
        name.to_owned()
    }
}

#[register(kind = "greeters", name = "twice")]
#[register(kind = "greeters", name = "thrice")]
#[derive(Default)]
struct Several;

impl Greeter for Several {
    fn greet(&self, name: &str) -> String {
        name.to_owned()
    }
}

#[cfg(any())]
#[register(kind = "greeters", name = "never")]
struct Never;

#[register(kind = "greeters", name = "never_either")]
#[cfg(any())]
struct NeverEither;

fn greet(name: &str) -> String {
    GREETERS.instance(name).unwrap().greet("Ada")
}

#[test]
fn every_form_is_listed_once() {
    let expected = [
        "computed",
        "constant",
        "constructed",
        "duration",
        "factory_boxed",
        "factory_boxed_result",
        "factory_failing",
        "factory_plain",
        "factory_result",
        "function",
        "i8x3",
        "mood",
        "plain",
        "shared",
        "show_Vec<(u16,i8)>",
        "show_bool",
        "show_u8",
        "thrice",
        "twice",
        "u8x2",
    ];
    assert_eq!(GREETERS.names().collect::<Vec<_>>(), expected);
    assert_eq!(GREETERS.len(), expected.len());
    assert!(!GREETERS.is_empty());
    GREETERS.check().unwrap();
}

#[test]
fn every_form_works() {
    for (name, greeting) in [
        ("plain", "Hello, Ada"),
        ("mood", "Hooray, Ada"),
        ("function", "fn Ada"),
        ("factory_plain", "plain Ada"),
        ("factory_boxed", "boxed Ada"),
        ("factory_result", "number 7 Ada"),
        ("factory_boxed_result", "boxed result Ada"),
        ("constructed", "2 Ada"),
        ("shared", " Ada"),
        ("constant", " Ada"),
        ("show_u8", "0 Ada"),
        ("s_u8", "0 Ada"),
        ("show_Vec<(u16,i8)>", "[] Ada"),
        ("show_bool", "false Ada"),
        ("u8x2", "AdaAda"),
        ("i8x3", "AdaAdaAda"),
        ("duration", "0ns Ada"),
        ("computed", "Ada"),
    ] {
        assert_eq!(greet(name), greeting, "{name}");
        if name == "shared" {
            assert!(matches!(GREETERS.create(name), Err(Error::NoConstructor { .. })));
        } else {
            assert_eq!(GREETERS.create(name).unwrap().greet("Ada"), greeting, "{name}");
        }
    }
}

#[test]
fn a_failing_factory_keeps_its_error() {
    let error = GREETERS.create("factory_failing").map(|_| ()).unwrap_err();
    let Error::Construction { kind, name, source, .. } = &error else { panic!("{error}") };
    assert_eq!((*kind, *name), ("greeters", "factory_failing"));
    assert!(source.is::<std::num::ParseIntError>());
    let text = error.to_string();
    assert!(text.starts_with(r#"greeters "factory_failing", registered at tests/tests/forms.rs:"#), "{text}");
    assert!(text.contains("(registry-tests@"), "{text}");
    assert!(text.ends_with("could not be constructed: invalid digit found in string"), "{text}");
}

mod functions {
    use super::{Registry, register, registry};

    #[registry(kind = "commands", case = "kebab-case")]
    pub static COMMANDS: Registry<fn(u32) -> u32>;

    #[register(kind = "commands")]
    pub fn add_one(number: u32) -> u32 {
        number + 1
    }

    #[register(kind = "commands")]
    static DOUBLE: fn(u32) -> u32 = |number| number * 2;

    #[register(kind = COMMANDS)]
    const SQUARE: fn(u32) -> u32 = |number| number * number;

    #[test]
    fn functions_are_called() {
        assert_eq!(COMMANDS.names().collect::<Vec<_>>(), ["add-one", "double", "square"]);
        let results = COMMANDS.iter().map(|entry| entry.instance().unwrap()(5));
        assert_eq!(results.collect::<Vec<_>>(), [6, 10, 25]);
        assert_eq!(COMMANDS.create("add-one").unwrap()(1), 2);
        assert_eq!(COMMANDS.create("square").unwrap()(3), 9);
    }
}

mod references {
    use super::{Registry, register, registry};

    #[registry]
    pub static PARSERS: Registry<for<'a> fn(&'a str) -> Option<&'a str>>;

    #[register(kind = "parsers")]
    fn first_word(text: &str) -> Option<&str> {
        text.split(' ').next()
    }

    #[test]
    fn lifetimes_are_coerced() {
        assert_eq!(PARSERS.instance("first_word").unwrap()("a b"), Some("a"));
    }
}

mod aliased {
    use super::{Registry, register, registry};

    pub type Handler = fn() -> u8;

    #[registry]
    pub static HANDLERS: Registry<Handler>;

    #[register(kind = "handlers")]
    fn one() -> u8 {
        1
    }

    #[test]
    fn an_alias_of_a_function_pointer_holds_functions() {
        assert_eq!(HANDLERS.instance("one").unwrap()(), 1);
        assert_eq!(HANDLERS.create("one").unwrap()(), 1);
    }
}

mod values {
    use super::{Registry, register, registry};
    use std::sync::atomic::{AtomicU32, Ordering};

    #[registry(case = "verbatim", strip_prefix = "LIMIT_")]
    pub static LIMITS: Registry<u64>;

    #[register(kind = "limits")]
    pub const LIMIT_SMALL: u64 = 10;

    #[register(kind = "limits")]
    pub static LIMIT_LARGE: u64 = 1 << 40;

    #[registry]
    pub static COUNTERS: Registry<AtomicU32>;

    #[register(kind = "counters")]
    static REQUESTS: AtomicU32 = AtomicU32::new(0);

    #[registry]
    pub static TEXTS: Registry<&'static str>;

    #[register(kind = "texts")]
    const HELLO: &str = "hello";

    #[test]
    fn values_are_shared() {
        assert_eq!(LIMITS.names().collect::<Vec<_>>(), ["LARGE", "SMALL"]);
        assert_eq!(*LIMITS.instance("SMALL").unwrap(), 10);
        assert!(std::ptr::eq(LIMITS.instance("LARGE").unwrap(), &raw const LIMIT_LARGE));
        COUNTERS.instance("requests").unwrap().fetch_add(2, Ordering::Relaxed);
        assert_eq!(REQUESTS.load(Ordering::Relaxed), 2);
        assert_eq!(*TEXTS.instance("hello").unwrap(), "hello");
    }
}

mod naming {
    use super::{Registry, register, registry};

    pub trait Handler: Sync {}

    #[registry(case = "lowercase", strip_suffix = "Handler")]
    pub static HANDLERS: Registry<dyn Handler>;

    #[register(kind = "handlers")]
    #[derive(Default)]
    struct ImageXpressHandler;
    impl Handler for ImageXpressHandler {}

    #[register(kind = "handlers")]
    #[derive(Default)]
    struct Opera;
    impl Handler for Opera {}

    #[register(kind = "handlers")]
    #[derive(Default)]
    #[allow(non_camel_case_types)]
    struct r#async;
    impl Handler for r#async {}

    #[test]
    fn names_follow_the_rules_of_the_registry() {
        assert_eq!(HANDLERS.names().collect::<Vec<_>>(), ["async", "imagexpress", "opera"]);
    }
}

#[test]
fn registries_live_inside_functions_too() {
    trait Local: Sync {
        fn number(&self) -> u32;
    }
    #[registry]
    static LOCALS: Registry<dyn Local>;

    #[register(kind = "locals")]
    #[derive(Default)]
    struct One;
    impl Local for One {
        fn number(&self) -> u32 {
            1
        }
    }
    assert_eq!(LOCALS.instance("one").unwrap().number(), 1);
}

#[test]
fn two_registries_of_one_name_are_two() {
    mod left {
        use registry_core::{Registry, register, registry};
        #[registry]
        pub static THINGS: Registry<u32>;
        #[register(kind = "things")]
        const ONE: u32 = 1;
    }
    mod right {
        use registry_core::{Registry, register, registry};
        #[registry]
        pub static THINGS: Registry<u32>;
        #[register(kind = "things")]
        const ONE: u32 = 11;
    }
    assert_eq!(left::THINGS.instance("one").unwrap(), &1);
    assert_eq!(right::THINGS.instance("one").unwrap(), &11);
}

mod paths {
    pub mod deep {
        use registry_core::{Registry, registry};

        #[registry(kind = "deep-things")]
        pub static DEEP_THINGS: Registry<u32>;
        #[registry(kind = "another name")]
        #[cfg(any())]
        pub static ABSENT: Registry<u32>;
    }

    #[registry_core::register(kind = "deep::deep-things")]
    const RELATIVE: u32 = 1;
    #[registry_core::register(kind = "crate::paths::deep::deep-things")]
    const ABSOLUTE: u32 = 2;
    #[registry_core::register(kind = deep::DEEP_THINGS)]
    const BY_PATH: u32 = 3;

    #[test]
    fn a_kind_can_be_a_path() {
        assert_eq!(deep::DEEP_THINGS.names().collect::<Vec<_>>(), ["absolute", "by_path", "relative"]);
    }
}

mod borrowed_bounds {
    use registry_core::{Registry, register, registry};
    use std::fmt::Debug;

    #[registry]
    pub static SHOWN: Registry<dyn Debug + Send + Sync>;

    #[register(kind = "shown")]
    #[derive(Default, Debug)]
    struct Unit;

    #[test]
    fn a_trait_object_can_have_more_bounds() {
        assert_eq!(format!("{:?}", SHOWN.instance("unit").unwrap()), "Unit");
    }
}
