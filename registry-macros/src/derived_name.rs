//! `__derived_name! { {core} "snake_case" "prefix" "suffix" {before} "Identifier" {after} }`:
//! the name that `#[register]`
//! left out, by the rules of the registry, which only its helper macro knows. Continues with `__register!`.

use crate::name::{Case, Rules, fault};
use crate::register::literal_name;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Result};

struct Input {
    core: TokenStream,
    rules: Rules,
    before: TokenStream,
    identifier: LitStr,
    after: TokenStream,
}

impl Parse for Input {
    fn parse(input: ParseStream) -> Result<Self> {
        let core = braced(input)?;
        let case = Case::parse(&input.parse()?)?;
        let strip_prefix = input.parse::<LitStr>()?.value();
        let strip_suffix = input.parse::<LitStr>()?.value();
        Ok(Self {
            core,
            rules: Rules { case, strip_prefix, strip_suffix },
            before: braced(input)?,
            identifier: input.parse()?,
            after: braced(input)?,
        })
    }
}

fn braced(input: ParseStream) -> Result<TokenStream> {
    let content;
    syn::braced!(content in input);
    content.parse()
}

/// The call of `__register!` with the name as a literal, or the error at the identifier.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    syn::parse2::<Input>(input).and_then(|input| continued(&input)).unwrap_or_else(|error| error.to_compile_error())
}

fn continued(input: &Input) -> Result<TokenStream> {
    let Input { core, rules, before, identifier, after } = input;
    let name = rules.derive(&identifier.value());
    if let Some(fault) = fault(&name) {
        return Err(Error::new(
            identifier.span(),
            format!(
                "the name derived from `{}` is {name:?}, but {fault}; give one: `name = \"..\"`",
                identifier.value()
            ),
        ));
    }
    let name = literal_name(&LitStr::new(&name, identifier.span()));
    Ok(quote!(#core::__register! { #before #name #after }))
}
