//! Where `registry_core` is found from the user's crate.

use crate::path;
use crate::tokens::Tokens;
use proc_macro2::{Ident, Punct, Spacing, Span, TokenTree};
use syn::parse::ParseStream;
use syn::{Result, Token};

/// Reads `= path` of the argument `crate`.
pub(crate) fn parse(input: ParseStream) -> Result<Tokens> {
    input.parse::<Token![=]>()?;
    path::plain(input)
}

/// The path without the argument `crate`.
pub(crate) fn default() -> Tokens {
    let colon = |spacing| TokenTree::from(Punct::new(':', spacing));
    let name = Ident::new("registry_core", Span::call_site());
    Tokens::new([colon(Spacing::Joint), colon(Spacing::Alone), name.into()])
}
