//! `__same_kind! { "microscopes\n" {MICROSCOPES} "microscopes" }`: whether the primary that `secondary_of` found in scope has the
//! kind that it was named by. The helper macro of the primary gives the first of them.

use crate::tokens::compact;
use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Error, LitStr, Result};

struct Input {
    declared: String,
    path: String,
    written: LitStr,
}

impl Parse for Input {
    fn parse(input: ParseStream) -> Result<Self> {
        let declared = input.parse::<LitStr>()?.value().trim_end().to_owned();
        let path;
        syn::braced!(path in input);
        Ok(Self { declared, path: compact(&path.parse()?), written: input.parse()? })
    }
}

/// Nothing, or the error at the literal.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Input>(input) {
        Ok(Input { declared, written, .. }) if written.value() == declared => TokenStream::new(),
        Ok(Input { declared, path, written }) => Error::new(
            written.span(),
            format!("the registry `{path}` in scope has the name {declared:?}; write that, or `secondary_of = {path}`"),
        )
        .to_compile_error(),
        Err(error) => error.to_compile_error(),
    }
}
