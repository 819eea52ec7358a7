//! What stands in the parentheses of `secondary(..)`.

use super::Secondary;
use crate::kind::Kind;
use crate::name;
use crate::names::Name;
use crate::path;
use crate::register::arguments::parse_meta;
use crate::tokens::{Tokens, compact, expression, type_tokens};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Error, Ident, Lit, LitStr, Result, Token};

/// Parses what follows the word `secondary`.
pub(crate) fn parse(word: &Ident, input: ParseStream) -> Result<Vec<Secondary>> {
    let missing = || Error::new(word.span(), "`secondary` needs components: `secondary(registry = Component, ..)`");
    if !input.peek(syn::token::Paren) {
        return Err(missing());
    }
    let list;
    syn::parenthesized!(list in input);
    let mut secondaries = Vec::new();
    while !list.is_empty() {
        secondaries.push(one(&list)?);
        if !list.is_empty() {
            list.parse::<Token![,]>()?;
        }
    }
    if secondaries.is_empty() { Err(missing()) } else { Ok(secondaries) }
}

/// `registry = Component`, `registry["key"] = Component`, either with `meta(..)` after it.
fn one(input: ParseStream) -> Result<Secondary> {
    let path = path::plain(input).map_err(|error| {
        Error::new(error.span(), "expected a registry and its component: `metadata_handlers = Component`")
    })?;
    let place = path.span();
    let text = compact(&path.to_token_stream());
    let key = if input.peek(syn::token::Bracket) { Some(key(input)?) } else { None };
    if !input.peek(Token![=]) {
        return Err(Error::new(place, format!("`{text}` needs a component: `{text} = Component`")));
    }
    input.parse::<Token![=]>()?;
    let component = component(input)?;
    let meta = match input.fork().call(Ident::parse_any) {
        Ok(word) if word == "meta" => Some(parse_meta(&input.parse()?, input)?),
        _ => None,
    };
    Ok(Secondary { registry: Kind::of_words(path), place, key, component, meta })
}

fn component(input: ParseStream) -> Result<TokenStream> {
    let place = input.span();
    type_tokens(input)?
        .ok_or_else(|| Error::new(place, "expected the component: a type, or in a registry of values the path of one"))
}

/// `["molecular devices"]`: a literal is checked here, an expression when the compiler has evaluated it.
fn key(input: ParseStream) -> Result<Name> {
    let brackets;
    syn::bracketed!(brackets in input);
    let expression = expression(&brackets)?;
    if let Ok(literal) = syn::parse2::<LitStr>(expression.clone()) {
        name::check_key(&literal)?;
        return Ok(Name::Literal(literal));
    }
    match syn::parse2::<Lit>(expression.clone()) {
        Ok(other) => Err(Error::new(other.span(), "a key is a string")),
        Err(_) => Ok(Name::Expression(expression)),
    }
}

/// Refuses two components under one key of a registry, as far as they are written alike.
pub(crate) fn check(kind: &Kind, name: Option<&Name>, secondaries: &[Secondary]) -> Result<()> {
    if secondaries.is_empty() {
        return Ok(());
    }
    let mut seen = vec![(text_of(kind), key_text(name))];
    for secondary in secondaries {
        let place = (text_of(&secondary.registry), key_text(secondary.key.as_ref().or(name)));
        if seen.contains(&place) {
            let (registry, _) = place;
            return Err(Error::new(
                secondary.place,
                format!(
                    "this item already gives a component to `{registry}` under this key; give the other one a key of its own: \
                     `{}[\"..\"] = ..`",
                    registry.to_lowercase()
                ),
            ));
        }
        seen.push(place);
    }
    Ok(())
}

fn text_of(kind: &Kind) -> String {
    compact(&Tokens::to_token_stream(&kind.path))
}

/// Nothing for the derived name of the item.
fn key_text(key: Option<&Name>) -> Option<String> {
    key.map(|key| match key {
        Name::Literal(literal) => format!("{:?}", literal.value()),
        Name::Expression(expression) => compact(expression),
    })
}
