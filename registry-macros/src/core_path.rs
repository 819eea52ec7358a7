//! Where `registry_core` is found from the user's crate.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::ParseStream;
use syn::{Path, Result, Token};

/// Reads `= path` of the argument `crate`.
pub(crate) fn parse(input: ParseStream) -> Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let path = input.call(Path::parse_mod_style)?;
    Ok(quote!(#path))
}

/// The path without the argument `crate`.
pub(crate) fn default() -> TokenStream {
    quote!(::registry_core)
}
