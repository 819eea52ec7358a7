//! `__error_at! { {tokens} "message" }`: lets a `macro_rules!` macro point at a token of its choice.

use crate::tokens::group;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::{Error, LitStr};

/// `compile_error!` with the message, at the first of the tokens.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut input = input.into_iter();
    let place = input.next().as_ref().and_then(|token| group(token, Delimiter::Brace)).map(Group::stream);
    let span = place.and_then(first).as_ref().map_or_else(Span::call_site, TokenTree::span);
    let message = syn::parse2::<LitStr>(input.collect()).map_or_else(|error| error.to_string(), |text| text.value());
    Error::new(span, message).to_compile_error()
}

/// The first token; a `$name:literal` of a `macro_rules!` macro comes in a group without delimiters.
fn first(tokens: TokenStream) -> Option<TokenTree> {
    let token = tokens.into_iter().next()?;
    match group(&token, Delimiter::None) {
        Some(group) => first(group.stream()),
        None => Some(token),
    }
}
