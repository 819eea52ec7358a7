//! Secondary registries: other components under the keys of a primary, or under keys of their own.

use registry_core::{Metadata, Problem, Registry, catalog, register, registry};

pub trait Handler: Send + Sync {}

/// How a maker's metadata is read.
pub trait Reader: Send + Sync {
    fn maker(&self) -> &'static str;
}

#[registry(case = "lowercase", strip_suffix = "Handler")]
pub static HANDLERS: Registry<dyn Handler>;

#[derive(Metadata)]
pub struct ReaderInfo {
    #[metadata(default = "xml")]
    pub format: &'static str,
}

#[registry(secondary_of = "handlers")]
pub static READERS: Registry<dyn Reader, ReaderInfo>;

#[registry(kind = "by-vendor")]
pub static BY_VENDOR: Registry<dyn Reader>;

#[registry]
pub static CHANNELS: Registry<u32>;

#[registry]
pub static OPENERS: Registry<fn(&str) -> usize>;

macro_rules! reader {
    ($name:ident $(<$parameter:ident>)?, $maker:expr) => {
        impl $(<$parameter: Default + Send + Sync>)? Reader for $name $(<$parameter>)? {
            fn maker(&self) -> &'static str {
                $maker
            }
        }
    };
}

/// High content.
#[register(
    kind = "handlers",
    aliases = ["ix"],
    secondary(readers = readers::Xpress, by_vendor["molecular devices"] = readers::Xpress, channels = FIVE, openers = open)
)]
#[derive(Default)]
pub struct ImageXpressHandler;
impl Handler for ImageXpressHandler {}

pub mod readers {
    use super::Reader;

    #[derive(Default)]
    pub struct Xpress;
    reader!(Xpress, "Molecular Devices");
}

const FIVE: u32 = 5;
static SIX: u32 = 6;

fn open(path: &str) -> usize {
    path.len()
}

const OPERA: &str = "operaphenix";
const REVVITY: &str = "Revvity, Inc.";

#[register(
    kind = HANDLERS,
    name = OPERA,
    secondary(self::readers = Opera meta(format = "json"), by_vendor[REVVITY] = Opera, CHANNELS = SIX, openers = str::len)
)]
static PHENIX: Phenix = Phenix;
pub struct Phenix;
impl Handler for Phenix {}

#[derive(Default)]
pub struct Opera;
reader!(Opera, "Revvity");

#[register(
    kind = "handlers",
    name = "raw_{T}",
    types(u8, u16),
    secondary(readers = Raw<T>, by_vendor["{T} words"] = Raw<T>)
)]
#[derive(Default)]
pub struct RawHandler<T>(T);
impl<T: Send + Sync> Handler for RawHandler<T> {}

#[derive(Default)]
pub struct Raw<T>(T);
reader!(Raw<T>, std::any::type_name::<T>());

#[test]
fn components_stand_under_the_name_of_the_item() {
    assert_eq!(HANDLERS.names().collect::<Vec<_>>(), ["frommacro", "imagexpress", "operaphenix", "raw_u16", "raw_u8"]);
    assert_eq!(READERS.names().collect::<Vec<_>>(), ["frommacro", "imagexpress", "operaphenix", "raw_u16", "raw_u8"]);
    assert_eq!(READERS.instance("imagexpress").unwrap().maker(), "Molecular Devices");
    assert_eq!(READERS.create("operaphenix").unwrap().maker(), "Revvity");
    assert_eq!(READERS.create("raw_u16").unwrap().maker(), "u16");
}

#[test]
fn or_under_another_key() {
    let keys: Vec<_> = BY_VENDOR.names().collect();
    assert_eq!(keys, ["Revvity, Inc.", "from a macro", "molecular devices", "u16 words", "u8 words"]);
    assert_eq!(BY_VENDOR.instance("molecular devices").unwrap().maker(), "Molecular Devices");
    assert!(std::ptr::eq(registry_core::entry!(READERS, "imagexpress"), READERS.get("imagexpress").unwrap()));
}

#[test]
fn values_and_functions_too() {
    assert_eq!((*CHANNELS.instance("imagexpress").unwrap(), *CHANNELS.create("operaphenix").unwrap()), (5, 6));
    assert_eq!(OPENERS.instance("imagexpress").unwrap()("a/b"), 3);
    assert_eq!(OPENERS.create("operaphenix").unwrap()("ab"), 2);
}

#[test]
fn the_entry_has_the_docs_and_the_origin_of_the_attribute_and_metadata_of_its_own() {
    let [primary, secondary] =
        [HANDLERS.require("imagexpress").unwrap().origin(), READERS.require("imagexpress").unwrap().origin()];
    assert_eq!(primary, secondary);
    let entry = READERS.require("imagexpress").unwrap();
    assert_eq!((entry.docs(), entry.kind(), entry.meta().format), ("High content.", "readers", "xml"));
    assert_eq!((entry.type_name(), entry.aliases().len()), ("readers::Xpress", 0));
    assert_eq!(READERS.require("operaphenix").unwrap().meta().format, "json");
    assert_eq!(READERS.require("raw_u8").unwrap().type_name(), "Raw<u8>");
}

#[test]
fn keys_that_all_exist_are_no_problem() {
    assert!(READERS.check().is_ok());
    assert!(HANDLERS.check().is_ok());
}

pub mod strays {
    use registry_core::{Registry, register, registry};

    #[registry]
    pub static STORES: Registry<u32>;

    #[registry(secondary_of = STORES)]
    pub static SIZES: Registry<u32>;

    #[registry(secondary_of = "empties")]
    pub static NONES: Registry<u32>;

    #[registry]
    pub static EMPTIES: Registry<u32>;

    #[register(kind = "stores", aliases = ["hdd"], secondary(sizes["disks"] = ONE))]
    pub const DISK: u32 = 1;

    const ONE: u32 = 1;

    #[register(kind = "sizes", name = "disk")]
    pub const OF_DISK: u32 = 10;

    #[register(kind = "sizes", name = "hdd")]
    pub const OF_ALIAS: u32 = 10;

    #[register(kind = "sizes")]
    #[register(kind = "nones")]
    pub const SOMETHING: u32 = 11;
}

#[test]
fn a_key_that_the_primary_has_not_is_a_problem_but_not_a_fatal_one() {
    assert_eq!(strays::SIZES.names().collect::<Vec<_>>(), ["disk", "disks", "hdd", "something"]);
    let problems = strays::SIZES.check().unwrap_err();
    let texts: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts[0].starts_with("ONE at tests/tests/secondary.rs:"), "{texts:?}");
    assert!(
        texts[0].ends_with(
            r#" has the key "disks" in "sizes", but nothing in "stores" has that name; did you mean "disk"? Otherwise register a component with that name in "stores""#
        ),
        "{texts:?}"
    );
    assert!(
        texts[1].ends_with(
            r#" has the key "something" in "sizes", but nothing in "stores" has that name; rename it, or register a component with that name in "stores""#
        ),
        "{texts:?}"
    );
    assert!(problems.iter().all(|problem| !problem.is_fatal() && matches!(problem, Problem::NotInPrimary(_))));
    assert_eq!(catalog().registry("sizes").unwrap().check().unwrap_err(), problems);
    let everywhere = catalog().check().unwrap_err();
    assert!(problems.iter().all(|problem| everywhere.iter().any(|other| other == problem)));
}

#[test]
fn where_the_primary_is_empty_the_likely_cause_is_named() {
    let problems = strays::NONES.check().unwrap_err().to_string();
    assert!(
        problems.ends_with(
            r#"has the key "something" in "nones", but nothing in "empties" has that name: nothing is registered there; most likely the crate that does is not linked, because nothing names it: write `registry_core::link!(that_crate);` in the program"#
        ),
        "{problems}"
    );
}

#[test]
fn registries_inside_of_a_function_can_be_secondary_too() {
    #[registry(case = "kebab-case")]
    static TOOLS: Registry<u32>;
    #[registry(kind = "tool-names", secondary_of = "tools")]
    static TOOL_NAMES: Registry<&'static str>;

    #[register(kind = "tools", secondary(tool_names = NAME))]
    const SMALL_SAW: u32 = 1;
    const NAME: &str = "A saw.";

    assert_eq!(TOOL_NAMES.instance("small-saw").unwrap(), &"A saw.");
    assert!(TOOL_NAMES.check().is_ok());
}

macro_rules! handler {
    ($name:ident, $registry:ident, $reader:ty, $key:literal) => {
        #[register(kind = "handlers", secondary($registry = $reader, by_vendor[$key] = $reader))]
        #[derive(Default)]
        struct $name;
        impl Handler for $name {}
    };
}

mod in_macro {
    use super::{BY_VENDOR, HANDLERS, Handler, READERS, readers};
    use registry_core::register;

    handler!(FromMacroHandler, readers, readers::Xpress, "from a macro");
}

#[test]
fn fragments_of_a_macro_are_understood() {
    assert!(READERS.contains("frommacro") && BY_VENDOR.contains("from a macro"));
}

pub mod broken {
    use registry_core::{Registry, register, registry};

    const NAME: &str = "twice";

    #[registry]
    pub static PRIMARIES: Registry<u32>;
    #[registry(secondary_of = "primaries")]
    pub static SECONDARIES: Registry<u32>;

    #[register(kind = "primaries", name = NAME)]
    pub const ONE: u32 = 1;
    #[register(kind = "primaries", name = NAME)]
    pub const TWO: u32 = 2;
    #[register(kind = "secondaries", name = "twice")]
    pub const BESIDE: u32 = 3;
}

#[test]
fn a_primary_that_cannot_be_read_is_its_own_problem() {
    assert!(broken::PRIMARIES.check().is_err());
    assert!(broken::SECONDARIES.check().is_ok());
}

pub mod forms {
    use registry_core::{Registry, register, registry};

    pub trait Thing: Send + Sync {}
    impl<F: Fn() -> u32 + Send + Sync> Thing for F {}

    #[registry]
    pub static THINGS: Registry<dyn Thing>;
    #[registry(secondary_of = "things")]
    pub static THING_NOTES: Registry<&'static str>;
    const NOTE: &str = "noted";

    #[register(kind = "things", secondary(thing_notes = NOTE))]
    fn function() -> u32 {
        1
    }

    #[register(kind = "things", factory, secondary(thing_notes = NOTE))]
    fn factory() -> std::time::Duration {
        std::time::Duration::ZERO
    }

    #[register(kind = "things", secondary(thing_notes = NOTE))]
    impl Thing for std::time::Duration {}

    #[derive(Default)]
    pub struct Wrapped<T>(pub T);
    impl<T: Send + Sync> Thing for Wrapped<T> {}

    #[register(kind = "things", secondary(thing_notes = NOTE))]
    pub type Alias = Wrapped<u8>;

    #[register(kind = "things", secondary(thing_notes = NOTE))]
    #[derive(Default)]
    pub enum Choice {
        #[default]
        Only,
    }
    impl Thing for Choice {}

    #[cfg(any())]
    #[register(kind = "things", secondary(thing_notes = NOTE))]
    fn never() -> u32 {
        1
    }
}

#[test]
fn components_can_stand_beside_every_form_of_item() {
    assert_eq!(forms::THINGS.names().collect::<Vec<_>>(), ["alias", "choice", "duration", "factory", "function"]);
    assert_eq!(forms::THING_NOTES.names().collect::<Vec<_>>(), forms::THINGS.names().collect::<Vec<_>>());
}
