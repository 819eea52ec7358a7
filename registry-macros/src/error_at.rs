//! `__error_at! { {tokens} "message" }`: lets a `macro_rules!` macro point at a token of its choice.

use crate::tokens::group;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::{Error, LitStr};

/// `compile_error!` with the message, at the first of the tokens.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let place = input
        .next()
        .as_ref()
        .and_then(|token| group(token, Delimiter::Brace))
        .and_then(|group| group.stream().into_iter().next());
    let span = place.as_ref().map_or_else(Span::call_site, TokenTree::span);
    let message = syn::parse2::<LitStr>(input.collect()).map_or_else(|error| error.to_string(), |text| text.value());
    Error::new(span, message).to_compile_error()
}
