//! `#[register(..)]`: parse the arguments and the item's header, validate the two against each other, expand.

mod arguments;
mod expand;
mod instances;
mod item;
#[cfg(feature = "plugin")]
mod made;
mod plain;
mod registered;
mod secondary;

pub(crate) use expand::literal_name;
#[cfg(feature = "plugin")]
pub(crate) use {
    expand::{checked, place},
    made::Made,
};

use proc_macro2::TokenStream;
use syn::Result;

/// The item as it was written, and its registration or the error.
pub(crate) fn expand(arguments: TokenStream, mut item: TokenStream) -> TokenStream {
    let registration = registration(arguments, &item).unwrap_or_else(|error| error.to_compile_error());
    item.extend([registration]);
    item
}

fn registration(arguments: TokenStream, item: &TokenStream) -> Result<TokenStream> {
    let arguments = arguments::parse(arguments)?;
    let item = item::parse(item.clone())?;
    expand::registration(&arguments, &item)
}
