//! The list in the parentheses of an attribute: `kind = "metrics", stable, meta(..)`.

use crate::suggestion::{listed, nearest};
use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, Ident, LitStr, Result, Token};

/// Parses a list of arguments and hands each, by its name, to `argument`, which parses what follows the name.
///
/// An argument that is not `known` and one that is repeated are errors.
pub(crate) fn parse_list(
    tokens: TokenStream,
    known: &[&str],
    argument: impl FnMut(&Ident, ParseStream) -> Result<()>,
) -> Result<()> {
    (|input: ParseStream| parse_stream(input, known, argument)).parse2(tokens)
}

/// Like [`parse_list`], from a stream that the list fills to its end.
pub(crate) fn parse_stream(
    input: ParseStream,
    known: &[&str],
    mut argument: impl FnMut(&Ident, ParseStream) -> Result<()>,
) -> Result<()> {
    let mut seen: Vec<Ident> = Vec::new();
    while !input.is_empty() {
        let name = input.call(Ident::parse_any)?;
        if !known.contains(&name.to_string().as_str()) {
            return Err(unknown(&name, known));
        }
        if seen.contains(&name) {
            return Err(Error::new(name.span(), format!("`{name}` is given twice")));
        }
        argument(&name, input)?;
        seen.push(name);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// The error for a word that is none of the `known`.
pub(crate) fn unknown(name: &Ident, known: &[&str]) -> Error {
    let word = name.to_string();
    let way_out = match nearest(&word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", listed(known)),
    };
    Error::new(name.span(), format!("unknown argument `{word}`; {way_out}"))
}

/// `= "literal"`
pub(crate) fn literal(name: &Ident, input: ParseStream) -> Result<LitStr> {
    if !input.peek(Token![=]) {
        return Err(Error::new(name.span(), format!("`{name}` needs a value: `{name} = \"..\"`")));
    }
    input.parse::<Token![=]>()?;
    input.parse().map_err(|error| Error::new(error.span(), format!("expected a string: `{name} = \"..\"`")))
}
