//! What a registry knows of its entries beyond their names.

mod value;

use alloc::vec::Vec;
#[doc(hidden)]
pub use value::{FieldDebug, FieldHidden, FieldProbe, FieldValue};
pub use value::{MetadataValue, ToMetadataValue};

/// The metadata of a registry's entries: a struct with named fields, each with a default unless it is required.
///
/// Derive it. A registration gives fields by name in `meta(..)`; an unknown field, a value of the wrong type and a missing
/// required field do not compile.
///
/// | on a field | a registration that leaves it out gets |
/// | --- | --- |
/// | nothing | [`ConstDefault::DEFAULT`] of its type |
/// | `#[metadata(default = EXPRESSION)]` | the value of that `const` expression |
/// | `#[metadata(required)]` | an error |
///
/// `#[metadata(crate = path)]` on the struct says where `registry_core` is re-exported.
///
/// ```
/// use registry_core::{Metadata, Registry, register, registry};
///
/// #[derive(Metadata)]
/// pub struct MetricInfo {
///     #[metadata(required)]
///     pub category: &'static str,
///     #[metadata(default = true)]
///     pub higher_is_better: bool,
///     pub requires: &'static [&'static str],
/// }
///
/// #[registry]
/// static METRICS: Registry<fn(&[u8]) -> f64, MetricInfo>;
///
/// #[register(kind = "metrics", meta(category = "language model", higher_is_better = false))]
/// fn perplexity(_: &[u8]) -> f64 {
///     1.0
/// }
///
/// let info = METRICS.require("perplexity")?.meta();
/// assert_eq!(info.category, "language model");
/// assert!(!info.higher_is_better && info.requires.is_empty());
/// # Ok::<(), registry_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the metadata of a registry",
    label = "`Metadata` is not derived for `{Self}`",
    note = "write `#[derive(registry_core::Metadata)]` on the struct"
)]
pub trait Metadata: Send + Sync + 'static {
    /// The fields as a registration gives them.
    #[doc(hidden)]
    type Fields: MetadataFields;

    /// Each field with what is in it, for those who do not know the type: tables, manifests, snapshots. A field of a type that has
    /// neither [`ToMetadataValue`] nor `Debug` is left out.
    fn fields(&self) -> Vec<(&'static str, MetadataValue)>;
}

/// Metadata of which every field has a default, so that a component can be registered at run time without any.
///
/// `derive(Metadata)` implements it where no field is required.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has required fields",
    label = "an entry of this registry cannot be made without metadata",
    note = "give it: `registry.new_entry(name, {Self} {{ .. }}).register(component)`"
)]
pub trait DefaultMetadata: Metadata {
    /// What a registration gets that says nothing.
    fn defaults() -> Self;
}

impl DefaultMetadata for () {
    fn defaults() -> Self {}
}

/// The fields as a registration gives them. Not public API.
#[doc(hidden)]
pub trait MetadataFields {
    /// None given.
    const NONE: Self;
}

impl Metadata for () {
    type Fields = ();

    fn fields(&self) -> Vec<(&'static str, MetadataValue)> {
        Vec::new()
    }
}

impl MetadataFields for () {
    const NONE: Self = ();
}

/// A default that is known at compile time, for fields of [`Metadata`].
///
/// ```
/// use registry_core::{ConstDefault, Metadata};
///
/// pub enum Cost { Cheap, Dear }
///
/// impl ConstDefault for Cost {
///     const DEFAULT: Self = Self::Cheap;
/// }
///
/// #[derive(Metadata)]
/// pub struct Info {
///     pub cost: Cost,
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default that is known at compile time",
    label = "this field needs a default",
    note = "write `#[metadata(default = ..)]` or `#[metadata(required)]` on the field, or implement `ConstDefault`"
)]
pub trait ConstDefault {
    /// The value of a field that a registration leaves out.
    const DEFAULT: Self;
}

macro_rules! const_defaults {
    ($($value:expr => $($type:ty),+;)+) => {
        $($(impl ConstDefault for $type {
            const DEFAULT: Self = $value;
        })+)+
    };
}

const_defaults! {
    0 => i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize;
    0.0 => f32, f64;
    false => bool;
    '\0' => char;
    "" => &str;
    () => ();
    core::time::Duration::ZERO => core::time::Duration;
}

impl<T> ConstDefault for Option<T> {
    const DEFAULT: Self = None;
}

impl<T> ConstDefault for &'static [T] {
    const DEFAULT: Self = &[];
}

impl<T: ConstDefault, const N: usize> ConstDefault for [T; N] {
    const DEFAULT: Self = [const { T::DEFAULT }; N];
}

impl<A: ConstDefault, B: ConstDefault> ConstDefault for (A, B) {
    const DEFAULT: Self = (A::DEFAULT, B::DEFAULT);
}
