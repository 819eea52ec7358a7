//! The attribute macros of `registry-core`, which re-exports them: depend on that crate, not on this one.
//!
//! Each attribute is a file or a folder of its own and works in three steps: parse, validate, expand. The annotated item
//! is never parsed beyond its header and passes through as it was written. What the expansions call is ordinary Rust
//! in `registry_core::__private`.

mod arguments;
#[cfg(feature = "dynamic")]
mod build;
mod core_path;
mod derived_name;
mod docs;
mod entry;
mod error_at;
#[cfg(test)]
mod fuzz;
mod header;
mod kind;
mod metadata;
mod name;
mod names;
mod path;
mod place;
#[cfg(feature = "plugin")]
mod plugin;
mod register;
mod registry;
mod same_kind;
mod suggestion;
mod symbol;
mod tokens;
mod version;

use proc_macro::TokenStream;

/// Makes a `static` without an initialiser a registry that fills itself. See `registry_core::registry`.
#[proc_macro_attribute]
pub fn registry(arguments: TokenStream, item: TokenStream) -> TokenStream {
    registry::expand(arguments.into(), item.into()).into()
}

/// Puts the annotated item into the registry that `kind` names. See `registry_core::register`.
#[proc_macro_attribute]
pub fn register(arguments: TokenStream, item: TokenStream) -> TokenStream {
    register::expand(arguments.into(), item.into()).into()
}

/// Makes a function a plugin. See `registry_core::plugin`.
#[cfg(feature = "plugin")]
#[proc_macro_attribute]
pub fn plugin(arguments: TokenStream, item: TokenStream) -> TokenStream {
    plugin::expand(arguments.into(), item.into()).into()
}

/// Makes a struct usable as the metadata of a registry. See `registry_core::Metadata`.
#[proc_macro_derive(Metadata, attributes(metadata))]
pub fn derive_metadata(item: TokenStream) -> TokenStream {
    metadata::expand(item.into()).into()
}

/// A `&'static Entry` that the linker resolves. See `registry_core::entry`.
#[proc_macro]
pub fn entry(input: TokenStream) -> TokenStream {
    entry::expand(input.into()).into()
}

/// Not public API: computes a name that `#[register]` left out, by the rules of the registry.
#[doc(hidden)]
#[proc_macro]
pub fn __derived_name(input: TokenStream) -> TokenStream {
    derived_name::expand(input.into()).into()
}

/// Not public API: `compile_error!` at the place of given tokens.
#[doc(hidden)]
#[proc_macro]
pub fn __error_at(input: TokenStream) -> TokenStream {
    error_at::expand(input.into()).into()
}

/// Not public API: the primary of a secondary registry must have the kind that it was named by.
#[doc(hidden)]
#[proc_macro]
pub fn __same_kind(input: TokenStream) -> TokenStream {
    same_kind::expand(input.into()).into()
}

/// Not public API: a literal of what tells this build of `registry-runtime` from others, under the name of the package that its users
/// depend on. That package is always of the same version, and has no types of its own.
#[cfg(feature = "dynamic")]
#[doc(hidden)]
#[proc_macro]
pub fn __framework(_: TokenStream) -> TokenStream {
    let facts = build::compiler().and_then(|compiler| Ok(format!("{compiler}\t{}", build::facts("registry-core")?)));
    match facts {
        Ok(facts) => TokenStream::from(proc_macro::TokenTree::from(proc_macro::Literal::string(&facts))),
        Err(error) => syn::Error::new(proc_macro2::Span::call_site(), error).to_compile_error().into(),
    }
}
