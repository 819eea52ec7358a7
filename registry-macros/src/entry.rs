//! `entry!(METRICS, "f1")`: an entry by a symbol that the linker resolves.

use crate::register::literal_name;
use crate::tokens::{Tokens, as_generated};
use crate::{core_path, name, path};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Result, Token};

struct Input {
    registry: Tokens,
    name: LitStr,
    core: Tokens,
}

impl Parse for Input {
    fn parse(input: ParseStream) -> Result<Self> {
        let registry = path::plain(input)?;
        input.parse::<Token![,]>()?;
        let name: LitStr = input.parse().map_err(|error| {
            Error::new(error.span(), "expected a literal name; look up others with `METRICS.get(..)`")
        })?;
        name::check(&name)?;
        let mut core = core_path::default();
        if input.parse::<Option<Token![,]>>()?.is_some() && input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            core = core_path::parse(input)?;
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Self { registry, name, core })
    }
}

/// The call of the registry's helper macro, which knows the start of the symbol.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Input>(input) {
        Ok(Input { registry, name, core }) => {
            let row = as_generated(registry.clone().into_stream());
            let place = Ident::new("entry", name.span());
            let name = literal_name(&name);
            quote!(#registry! { { #core } #place { #row } #name })
        }
        Err(error) => error.to_compile_error(),
    }
}
