//! Registries that fill themselves: one attribute on a struct or function, in any linked crate, and it is in a typed, named
//! registry.
//!
//! # In three steps
//!
//! **Declare** a registry: a `static` without initialiser. It holds `dyn Trait`, function pointers or values, and can say what
//! its entries tell about themselves.
//!
//! ```
//! # mod api {
//! use registry_core::{Metadata, Registry, registry};
//!
//! pub trait Metric: Send + Sync {
//!     fn score(&self, predictions: &[i64], labels: &[i64]) -> f64;
//! }
//!
//! #[derive(Metadata)]
//! pub struct MetricInfo {
//!     #[metadata(required)]
//!     pub category: &'static str,
//! }
//!
//! /// Evaluation metrics.
//! #[registry(kind = "metrics")]
//! pub static METRICS: Registry<dyn Metric, MetricInfo>;
//! # }
//! # use api::*;
//! #
//! // **Register** components, in this crate or in any that is linked:
//!
//! use registry_core::register;
//!
//! /// The share of predictions that are right.
//! #[register(kind = "metrics", name = "accuracy", meta(category = "classification"))]
//! #[derive(Default)]
//! pub struct Accuracy;
//!
//! impl Metric for Accuracy {
//!     fn score(&self, predictions: &[i64], labels: &[i64]) -> f64 {
//!         let right = predictions.iter().zip(labels).filter(|(prediction, label)| prediction == label).count();
//!         right as f64 / labels.len() as f64
//!     }
//! }
//!
//! // **Read** it. There is no list and nothing to call first:
//!
//! fn main() -> Result<(), registry_core::Error> {
//!     for entry in METRICS.iter() {
//!         println!("{:12} {} ({})", entry.name(), entry.docs(), entry.meta().category);
//!     }
//!     let accuracy = METRICS.instance("accuracy")?; // &'static dyn Metric, built once
//!     assert_eq!(accuracy.score(&[1, 2, 3, 4], &[1, 2, 3, 0]), 0.75);
//!     let own: Box<dyn Metric> = METRICS.create("accuracy")?; // built now
//!     # let _ = own;
//!
//!     let error = METRICS.instance("acuracy").err().unwrap();
//!     assert_eq!(
//!         error.to_string(),
//!         r#"nothing in "metrics" has the name "acuracy"; did you mean "accuracy"? Registered: accuracy"#,
//!     );
//!     Ok(())
//! }
//! ```
//!
//! # What it promises
//!
//! - Nothing is lost or shadowed in silence. A wrong kind, a wrong trait, an unknown metadata field, a bad name or a duplicate is
//!   an error as early as it can be known: from the macro, the compiler, the linker, or the first use.
//! - Registries are typed: no downcasts.
//! - Listings are sorted by name, and which duplicate wins never depends on the order of linking.
//! - No user code runs before `main`. A registry is indexed at its first use and never locks a reader afterwards.
//!
//! A crate that nothing names is not linked, and what it registers is not there: name it with [`link!`].
//!
//! # At run time
//!
//! [`Registry::new`] makes a registry of your own, and any registry can be changed while others read it:
//! [`register`](Registry::register), [`replace`](Registry::replace), [`unregister`](Registry::unregister). Tests swap a component in a
//! [`fork`](Registry::fork). [`catalog`] sees every registry that is linked, and [`assert_healthy!`] makes one test of them all.
//!
//! # Features
//!
//! | feature | |
//! | --- | --- |
//! | `inventory` (default) | registrations are collected by constructors that run before `main`, with the crate `inventory` |
//! | `linkme` | registrations are collected by the linker, with the crate `linkme`; with both features, this is used |
//! | `std` (default) | changes at run time, shared instances that threads wait for, `Registry::load_all`; all features below imply it. Without it, `registry-core` is `no_std` and needs `alloc` |
//! | `serde` | components that are built from config: the module `config`, `Registry::create_with` |
//! | `json`, `toml`, `yaml` | formats of `config::Document`; each implies `serde` |
//! | `schema` | the JSON Schema of what config can say, with the crate `schemars`; implies `serde` |
//! | `table` | tables of entries: `Registry::table`, `Table`, `Catalog::table` |
//! | `cli` | commands that show what is registered, for programs that use `clap`: the module `cli`; implies `json`, `manifest`, `schema` and `table` |
//! | `manifest` | what is registered as a value that travels, so that two programs can be compared: the module `manifest`; implies `serde` |
//! | `stable` | a committed snapshot of the stable names, and the test that holds the program to it: the module `stable`; implies `manifest` and `schema` |
//! | `plugin` | components with a life, which need each other and can be exchanged while the program runs: the module `plugin` |
//! | `dynamic` | libraries that are loaded at run time and have a copy of the framework of their own: the module `dynamic`, `export_plugin!` |
//! | `tracing` | warnings, such as that config names a deprecated component |

#![no_std]
#![doc(html_root_url = "https://docs.rs/registry-core/0.1.0")]

mod expansion;
#[cfg(not(feature = "serde"))]
mod without_config;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[cfg(not(target_family = "wasm"))]
#[doc(hidden)]
pub use __registration as __register;

// compiled beside `syn`, while the macros wait for it
#[doc(inline)]
pub use registry_runtime::*;

// again by name, so that the compiler says which feature they need
#[cfg(feature = "cli")]
#[doc(inline)]
pub use registry_runtime::cli;
#[cfg(feature = "serde")]
#[doc(inline)]
pub use registry_runtime::config;
#[cfg(feature = "manifest")]
#[doc(inline)]
pub use registry_runtime::manifest;
#[cfg(feature = "plugin")]
#[doc(inline)]
pub use registry_runtime::plugin;
#[cfg(feature = "table")]
#[doc(inline)]
pub use registry_runtime::{Columns, Table, UnknownColumn};
#[cfg(feature = "std")]
#[doc(inline)]
pub use registry_runtime::{LoadReport, NewEntry, Panicked, Refused};
#[cfg(feature = "stable")]
#[doc(inline)]
pub use registry_runtime::{assert_stable_names, stable};
#[cfg(feature = "dynamic")]
#[doc(inline)]
pub use registry_runtime::{dynamic, export_plugin};

/// Derives [`Metadata`](trait@Metadata).
pub use registry_macros::Metadata;

/// Makes a `static` without an initialiser a registry that fills itself.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// pub trait Backend: Send + Sync {}
///
/// /// Where things are stored.
/// #[registry(kind = "storage-backends", case = "kebab-case", strip_suffix = "Backend")]
/// pub static STORAGE_BACKENDS: Registry<dyn Backend>;
///
/// #[register(kind = "storage-backends")]
/// #[derive(Default)]
/// struct LocalDiskBackend;
/// impl Backend for LocalDiskBackend {}
///
/// assert!(STORAGE_BACKENDS.contains("local-disk"));
/// ```
///
/// `Registry<I, M = ()>`: `I` is `dyn Trait`, a `fn(..) -> ..` pointer type, or any value type that is `Sync`; `M` is the
/// [metadata](trait@Metadata) of the entries.
///
/// | argument | meaning | default |
/// | --- | --- | --- |
/// | `kind = "metrics"` | the registry's name at run time | the static's name in lower case |
/// | `case = "snake_case"` | how a missing `name` is derived from the item's identifier: `verbatim`, `lowercase`, `snake_case`, `kebab-case` | `snake_case` |
/// | `strip_prefix = ".."`, `strip_suffix = ".."` | cut from the identifier before `case` | nothing |
/// | `duplicates = "deny"` | what two components of one name are: `deny`, an error as early as possible; `keep_first` and `replace`, by [`Origin`] | `deny` |
/// | `api = "v1"` | the API version that entries must declare, if they declare one | none |
/// | `secondary_of = "microscopes"` or `= path` | the primary, among whose names every key must be: see below | none |
/// | `config` | config can name its components: `config::Spec<dyn Trait>` and `Box<dyn Trait>` in your own structs; needs the feature `serde` | `create_with` alone |
/// | `crate = path` | where `registry_core` is re-exported | `::registry_core` |
///
/// Besides the static, this makes a type and a macro of the same name, so that one `use` brings all that
/// [`#[register]`](macro@register) needs.
///
/// A registry with `secondary_of` holds other components under the names of a primary. Items of the primary bring them along with
/// `secondary(..)`; [`check`](Registry::check) reports every key that the primary has not.
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// #[registry]
/// static STORES: Registry<u32>;
///
/// #[registry(secondary_of = "stores")]
/// static LABELS: Registry<&'static str>;
///
/// #[register(kind = "stores", secondary(labels = SILVER))]
/// const DISK: u32 = 1;
/// const SILVER: &str = "silver";
///
/// assert_eq!(LABELS.instance("disk")?, &"silver");
/// assert!(LABELS.check().is_ok());
/// # Ok::<(), registry_core::Error>(())
/// ```
pub use registry_macros::registry;

/// Puts the annotated item into a registry.
///
/// `kind = "metrics"` names the registry in scope: the literal stands for the static `METRICS` that is imported where the
/// attribute stands. `"evalkit::data_loaders"` and the path form `kind = evalkit::DATA_LOADERS` work too.
///
/// | on | in a registry of | registers |
/// | --- | --- | --- |
/// | struct, enum | `dyn Trait` | a constructor: `Default`, what `new` names, or with `config` its `Deserialize` |
/// | `fn` | a `fn` pointer | the function |
/// | `fn` | `dyn Trait` | the function itself, where the trait is implemented for such functions |
/// | `fn` with `factory` | `dyn Trait` | a constructor, which takes nothing or its config, and returns `T`, `Box<dyn Trait>` or a `Result` of either |
/// | `static`, `const` | any | that value |
/// | `type Alias = Generic<f32>;` | `dyn Trait` | that instance of a generic type |
/// | generic struct with `types(f32, f64)` and `name = "norm_{T}"` | `dyn Trait` | one entry for each instance |
/// | `impl Trait for Foreign` | `dyn Trait` | a type of another crate |
///
/// | argument | meaning |
/// | --- | --- |
/// | `kind = ".."` or `kind = path` | which registry |
/// | `name = ".."` | the name: a literal or a `const` expression of type `&'static str`; left out, it is derived from the identifier |
/// | `aliases = [".."]` | more names that lead to the entry |
/// | `meta(field = value, ..)` | [metadata](trait@Metadata), each value a `const` expression |
/// | `api = ".."` | the API version it is made for |
/// | `deprecated`, `deprecated(since = "..", note = "..", remove_in = "2.0")` | it should not be used any more; once its crate has reached the version `remove_in`, `check` says so |
/// | `stable` | its name is promised to stay |
/// | `factory` | the function is a constructor: it takes nothing, or one argument, its config, which implements `Deserialize` |
/// | `new = path` | a constructor function, of the same shapes as a factory |
/// | `config` | the type is its own config: it implements `Deserialize`; needs the feature `serde`, as do constructors with an argument |
/// | `types(..)` | the instances of a generic type; tuples for more than one parameter |
/// | `secondary(registry = Component, ..)` | registers other components beside this one, under its name; `registry["key"] = Component` under another key; `meta(..)` may follow |
/// | `replaces = path::To` | takes the name from exactly that component, on purpose |
/// | `crate = path` | where `registry_core` is re-exported |
///
/// ```
/// use registry_core::{Registry, register, registry};
///
/// pub trait Shape: Send + Sync {
///     fn corners(&self) -> u32;
/// }
///
/// #[registry]
/// pub static SHAPES: Registry<dyn Shape>;
///
/// #[register(kind = "shapes", aliases = ["box"], new = Polygon::square)]
/// pub struct Polygon(u32);
///
/// impl Polygon {
///     fn square() -> Self {
///         Self(4)
///     }
/// }
///
/// impl Shape for Polygon {
///     fn corners(&self) -> u32 {
///         self.0
///     }
/// }
///
/// assert_eq!(SHAPES.instance("box")?.corners(), 4);
/// # Ok::<(), registry_core::Error>(())
/// ```
pub use registry_macros::register;

/// An entry that the linker resolves: a `&'static Entry` without a lookup, and a link error where nothing registers it.
///
/// ```
/// use registry_core::{Registry, entry, register, registry};
///
/// #[registry]
/// static LIMITS: Registry<u32>;
///
/// #[register(kind = "limits")]
/// static LARGE: u32 = 1 << 20;
///
/// assert_eq!(*entry!(LIMITS, "large").instance()?, 1 << 20);
/// # Ok::<(), registry_core::Error>(())
/// ```
///
/// The registry must have `duplicates = "deny"`, and the name must be a literal or derived where it is registered: only such
/// names have symbols. Aliases have none. A component that takes a name with `replaces` has none either: `entry!` gives the
/// component that it replaces. Look up what may be replaced.
///
/// `entry!(LIMITS, "large", crate = path)` says where `registry_core` is re-exported.
pub use registry_macros::entry;

/// Makes a function a plugin: a component with a life, which a [`Host`](plugin::Host) loads, reloads and unloads.
///
/// ```
/// use registry_core::plugin::{Dep, Host, plugin};
///
/// pub struct DbClient(String);
///
/// impl DbClient {
///     async fn close(&self) -> Result<(), std::io::Error> {
///         Ok(())
///     }
/// }
///
/// /// Talks to the database.
/// #[plugin(groups = ["storage"], unload = DbClient::close)]
/// fn db_client(#[arg(default = "sqlite::memory:".into())] url: String) -> Result<DbClient, std::io::Error> {
///     Ok(DbClient(url))
/// }
///
/// pub struct DbWriter {
///     db_client: Dep<DbClient>,
/// }
///
/// #[plugin]
/// fn db_writer(db_client: Dep<DbClient>) -> DbWriter {
///     DbWriter { db_client }
/// }
///
/// let host = Host::new();
/// let writer = host.load(db_writer::handle())?; // an `Arc<DbWriter>`; the client comes first
/// assert_eq!(writer.db_client.0, "sqlite::memory:");
/// assert!(host.is_loaded("db_client"));
/// # Ok::<(), registry_core::plugin::Error>(())
/// ```
///
/// The function stays as it was written and can be called by anyone. Beside it, this makes a type of the same name that has the
/// [`Handle`](plugin::Handle): `db_client::handle()`.
///
/// | argument | meaning | default |
/// | --- | --- | --- |
/// | `name = ".."` | the plugin's name: a literal or a `const` expression of type `&'static str` | the function's |
/// | `aliases = [".."]` | more names that lead to it | none |
/// | `groups = [".."]` | the groups that it is a member of | none |
/// | `anonymous` | hosts do not have it by themselves: [`Host::add`](plugin::Host::add) or [`add_as`](plugin::Host::add_as) gives it to one | |
/// | `check = path` | a look at each new instance; if it fails, so does the load | none |
/// | `ready = path`, `ready = [path, ..]` | called with a new instance when it is loaded | none |
/// | `unload = path` | called before an instance goes; if it fails, the plugin stays loaded | none |
/// | `type = dyn Store` | the type of the instance, if the return type does not say it; what is returned is coerced | see below |
/// | `handle = Ident` | the identifier of the type with the handle, where a module or type has the function's name | the function's |
/// | `crate = path` | where `registry_core` is re-exported | `::registry_core` |
///
/// `check`, `ready` and `unload` are functions that take `&T` and return nothing or a `Result<(), E>`; they may be `async`.
///
/// The function, which may be `async`, returns `T`, `Arc<T>`, `Box<T>`, or a `Result` of one of these. `T` is the type of the instance: it
/// may be `dyn Trait`, and it is shared, so `Send + Sync + 'static`.
///
/// | parameter | is passed |
/// | --- | --- |
/// | `clock: Dep<T>` | the plugin `clock`, which is loaded before: see [`Dep`](plugin::Dep) |
/// | `clock: Option<Dep<T>>` | the same, or `None` where the host has no such plugin |
/// | `stores: Vec<Dep<T>>` | the members of the group `stores` |
/// | `clock: Lazy<T>` | the plugin `clock`, when it is asked for: see [`Lazy`](plugin::Lazy) |
/// | `#[dep("name")]` before one of these | the plugin or group with that name |
/// | `#[dep(path::to::function)]` before one of these | that plugin; not for groups |
/// | `#[dep(kind = METRICS)] metrics: Vec<Dep<T>>` | the components of a [registry](macro@registry) |
/// | `context: LoadContext` | the load, to load more: see [`LoadContext`](plugin::LoadContext) |
/// | `size: u32`, any other type | the argument `size`, which the user must give |
/// | `size: Option<u32>` | the argument, if it is given |
/// | `#[arg(default = 4)] size: u32` | the argument, or else the value of that expression |
///
/// Where a function of a requirement's name is in scope, the compiler checks that it gives a `T`; so it does for a path. What goes by
/// `#[dep("name")]` is checked by [`Host::check`](plugin::Host::check) and when it is loaded.
///
/// Types are known by their last word, such as `Dep` in `plugin::Dep<T>`, and `Result` in `io::Result<T>`.
#[cfg(feature = "plugin")]
pub use registry_macros::plugin;
