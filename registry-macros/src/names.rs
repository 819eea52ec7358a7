//! The names that arguments of an attribute give: literals, which are checked here, and expressions.

use crate::{name, tokens};
use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Result, Token};

#[derive(Clone)]
pub(crate) enum Name {
    Literal(LitStr),
    /// a `const` expression of type `&'static str`
    Expression(TokenStream),
}

/// `= "name"` or `= EXPRESSION` after `word`.
pub(crate) fn parse(word: &Ident, input: ParseStream) -> Result<Name> {
    if !input.peek(Token![=]) {
        return Err(Error::new(word.span(), "`name` needs a value: `name = \"..\"`"));
    }
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) && (input.peek2(Token![,]) || input.cursor().literal().is_some_and(|(_, rest)| rest.eof())) {
        return of_literal(input.parse()?);
    }
    name_of(tokens::expression(input)?)
}

/// A literal that is a valid name.
pub(crate) fn of_literal(literal: LitStr) -> Result<Name> {
    name::check(&literal)?;
    Ok(Name::Literal(literal))
}

/// A literal is checked here, an expression when the compiler has evaluated it.
fn name_of(expression: TokenStream) -> Result<Name> {
    if let Ok(literal) = syn::parse2::<LitStr>(expression.clone()) {
        return of_literal(literal);
    }
    if let Ok(other) = syn::parse2::<syn::Lit>(expression.clone()) {
        return Err(Error::new(other.span(), "a name is a string"));
    }
    Ok(Name::Expression(expression))
}

/// `= ["name", ..]`
pub(crate) fn parse_list(input: ParseStream) -> Result<Vec<Name>> {
    input.parse::<Token![=]>()?;
    let list;
    syn::bracketed!(list in input);
    let mut aliases = Vec::new();
    while !list.is_empty() {
        aliases.push(name_of(tokens::expression(&list)?)?);
        if !list.is_empty() {
            list.parse::<Token![,]>()?;
        }
    }
    Ok(aliases)
}

/// Refuses a literal that repeats another.
pub(crate) fn check_distinct(name: Option<&Name>, aliases: &[Name]) -> Result<()> {
    let literals = name.into_iter().chain(aliases).filter_map(|name| match name {
        Name::Literal(literal) => Some(literal),
        Name::Expression(_) => None,
    });
    let mut seen: Vec<String> = Vec::new();
    for literal in literals {
        let value = literal.value();
        if seen.contains(&value) {
            return Err(Error::new(literal.span(), format!("this component already has the name {value:?}")));
        }
        seen.push(value);
    }
    Ok(())
}
