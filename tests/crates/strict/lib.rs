//! Every form of every attribute, in a crate that forbids and denies what it can and has no prelude.
//!
//! Compiled in each edition: see the packages beside this file.

#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, unused, unreachable_pub, warnings)]
#![deny(clippy::all, clippy::pedantic)]
#![no_implicit_prelude]

use ::registry_core::plugin::{Dep, Lazy, LoadContext};
use ::registry_core::{plugin, register, registry, ConstDefault, Index, Metadata, Registry};
use ::std::boxed::Box;
use ::std::clone::Clone;
use ::std::default::Default;
use ::std::fmt::Debug;
use ::std::marker::{Send, Sync};
use ::std::ops::Fn;
use ::std::option::Option;
use ::std::result::Result::{self, Ok};
use ::std::string::String;
use ::std::sync::Arc;
use ::std::vec::Vec;

/// The trait of the components.
pub trait Component: Send + Sync {
    /// A number.
    fn number(&self) -> u32;
}

impl<F: Fn() -> u32 + Send + Sync> Component for F {
    fn number(&self) -> u32 {
        self()
    }
}

/// How dear a component is.
#[derive(Clone, Copy, Debug)]
pub enum Cost {
    /// Cheap.
    Low,
    /// Dear.
    High,
}

impl ConstDefault for Cost {
    const DEFAULT: Self = Self::Low;
}

/// What components say about themselves.
#[derive(Debug, Metadata)]
pub struct Info {
    /// Required.
    #[metadata(required)]
    pub unit: &'static str,
    /// With a default of its own.
    #[metadata(default = Cost::High)]
    pub upkeep: Cost,
    /// With the default of its type.
    pub cost: Cost,
    /// A list.
    pub needs: &'static [&'static str],
}

/// Components.
#[registry(kind = "components", case = "kebab-case", api = "v1", crate = ::registry_core)]
pub static COMPONENTS: Registry<dyn Component, Info>;

/// Functions.
#[registry]
pub(crate) static FUNCTIONS: Registry<fn(&str) -> String>;

/// Values.
#[registry(duplicates = "keep_first", strip_prefix = "VALUE_", case = "lowercase")]
static VALUES: Registry<u32>;

/// Values under the names of components.
#[registry(secondary_of = "components", case = "kebab-case", crate = ::registry_core)]
pub static WEIGHTS: Registry<u32>;

/// Components under the names of values.
#[registry(secondary_of = VALUES)]
pub static BESIDE_VALUES: Registry<dyn Component, Info>;

/// Components by what they need.
pub static BY_NEED: Index<dyn Component, Info> = Index::new(&COMPONENTS, |entry| entry.meta().needs);

const HEAVY: u32 = 9;

/// A struct.
#[register(kind = "components", meta(unit = "m", cost = Cost::High, needs = &["a", "b"], upkeep = Cost::Low))]
#[register(
    kind = "components",
    name = "all-arguments",
    aliases = ["every", ALIAS],
    meta(unit = "m"),
    api = "v1",
    deprecated(since = "1.0", note = "gone"),
    stable,
    secondary(weights = HEAVY, weights["all of them"] = HEAVY, functions["all of them"] = upper),
    crate = ::registry_core,
)]
#[derive(Debug, Default)]
pub struct Plain;

/// An alias.
pub const ALIAS: &str = "one-more";

impl Component for Plain {
    fn number(&self) -> u32 {
        1
    }
}

/// An enum with a constructor.
#[register(kind = "components", meta(unit = "m"), new = Choice::build)]
#[derive(Debug)]
pub enum Choice {
    /// The only one.
    Only,
}

impl Choice {
    fn build() -> Result<Self, ::std::num::ParseIntError> {
        "1".parse::<u8>().map(|_| Self::Only)
    }
}

impl Component for Choice {
    fn number(&self) -> u32 {
        2
    }
}

/// The function itself.
#[register(kind = "components", meta(unit = "m"))]
fn function() -> u32 {
    3
}

/// A factory.
#[register(kind = "components", meta(unit = "m"), factory)]
fn boxed() -> Box<dyn Component> {
    Box::new(Plain)
}

/// A static.
#[register(kind = "components", meta(unit = "m"))]
static SHARED: Plain = Plain;

/// A constant.
#[register(kind = "components", meta(unit = "m"), name = NAME)]
const CONSTANT: Plain = Plain;

const NAME: &str = "computed";

/// Generic.
#[register(
    kind = "components",
    meta(unit = "m"),
    types(u8, u16),
    name = "generic-{T}",
    secondary(crate::weights = HEAVY, beside_values["{T}"] = Generic<T> meta(unit = "s")),
)]
#[derive(Debug, Default)]
pub struct Generic<T>(T);

impl<T: Send + Sync> Component for Generic<T> {
    fn number(&self) -> u32 {
        4
    }
}

/// An instance.
#[register(kind = "components", meta(unit = "m"))]
pub type GenericU32 = Generic<u32>;

#[register(kind = "components", meta(unit = "m"))]
impl Component for ::std::time::Duration {
    fn number(&self) -> u32 {
        5
    }
}

/// Replaces another.
#[register(kind = "components", meta(unit = "m"), name = "plain", replaces = Plain, secondary(weights = HEAVY))]
#[derive(Debug, Default)]
pub struct Newer;

impl Component for Newer {
    fn number(&self) -> u32 {
        6
    }
}

/// A type that nobody should use any more can still be registered.
#[deprecated]
#[register(kind = "components", meta(unit = "m"), secondary(weights = HEAVY))]
#[derive(Debug, Default)]
#[allow(non_camel_case_types)]
pub struct r#async;

#[allow(deprecated)]
impl Component for r#async {
    fn number(&self) -> u32 {
        7
    }
}

#[register(kind = "functions")]
fn upper(text: &str) -> String {
    text.to_uppercase()
}

#[register(kind = "values")]
const VALUE_ONE: u32 = 1;

#[register(kind = VALUES, secondary(beside_values = Newer meta(unit = "s"), weights[ALIAS] = VALUE_TWO))]
static VALUE_TWO: u32 = 2;

/// A plugin.
#[plugin(
    name = PLUGIN,
    aliases = ["plain-plugin", ALIAS],
    groups = ["all-plugins", PLUGIN],
    check = Plain::check,
    ready = [Plain::ready, Plain::later],
    unload = Plain::close,
    handle = PlainPlugin,
    crate = ::registry_core,
)]
#[must_use]
pub fn plain_plugin(size: u32, #[arg(default = 4)] count: u32, label: Option<String>) -> Plain {
    let _ = (size, count, label);
    Plain
}

/// The name of a plugin.
pub const PLUGIN: &str = "computed-plugin";

impl Plain {
    fn check(&self) -> Result<(), ::std::num::ParseIntError> {
        "1".parse::<u32>().map(|one| ::std::assert_eq!(self.number(), one))
    }

    fn ready(&self) {
        let _ = self.number();
    }

    #[allow(clippy::unused_async)]
    async fn later(&self) {
        let _ = self.number();
    }

    #[allow(clippy::unused_async)]
    async fn close(&self) -> Result<(), ::std::num::ParseIntError> {
        self.check()
    }
}

/// What it gives is another's trait.
#[plugin(groups = ["users"])]
#[must_use]
pub fn component() -> Box<dyn Component> {
    Box::new(Plain)
}

#[plugin(anonymous, type = dyn Component)]
fn concrete() -> Plain {
    Plain
}

/// An async plugin with every sort of requirement.
///
/// # Errors
/// Never.
#[plugin]
#[allow(clippy::unused_async)]
pub async fn user(
    component: Dep<dyn Component>,
    #[dep("plain-plugin")] text: Dep<Plain>,
    #[dep(PlainPlugin)] _path: Dep<Plain>,
    #[dep(kind = COMPONENTS)] _components: Vec<Dep<dyn Component>>,
    not_in_scope: Option<Dep<u32>>,
    users: Vec<Dep<dyn Component>>,
    #[dep(concrete)] lazy: Lazy<dyn Component>,
    context: LoadContext,
) -> Result<Arc<dyn Component>, ::std::num::ParseIntError> {
    let _ = (component.number(), text.number(), not_in_scope, users.len(), lazy, context);
    Ok(Arc::new(Plain))
}

#[plugin]
#[deprecated]
fn nothing() {}

#[plugin]
fn after_nothing(nothing: Dep<()>) -> &'static str {
    let _ = nothing;
    "after"
}

/// All names and what the functions say, so that the registries are read too.
#[must_use]
pub fn listing() -> String {
    use ::std::iter::{Extend, Iterator};
    fn local() -> u32 {
        #[registry]
        static INNER: Registry<u32>;
        #[register(kind = "inner")]
        const EIGHT: u32 = 8;
        #[plugin]
        fn local_plugin() -> u32 {
            1
        }
        #[plugin]
        fn local_user(local_plugin: Dep<u32>, none: Option<u32>) -> u32 {
            none.unwrap_or(*local_plugin)
        }
        INNER.iter().filter_map(|entry| entry.instance().ok()).sum()
    }
    let mut text = String::new();
    for name in COMPONENTS.names().chain(FUNCTIONS.names()).chain(VALUES.names()) {
        text.extend([name, " "]);
    }
    for name in WEIGHTS.names().chain(BESIDE_VALUES.names()).chain(BY_NEED.keys()) {
        text.extend([name, " "]);
    }
    for entry in &FUNCTIONS {
        if let Ok(function) = entry.instance() {
            text.push_str(&function("loud"));
        }
    }
    ::std::format!("{text} {} {}", ::registry_core::entry!(COMPONENTS, "all-arguments").kind(), local())
}
