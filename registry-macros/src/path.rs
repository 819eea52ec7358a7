//! Paths in the arguments of attributes.
//!
//! `syn` reads them only with its feature `derive`, which takes as long to compile as the rest of it.

use crate::tokens::{Angles, Tokens};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, Result, Token};

/// Reads `a::b`, without generic arguments.
pub(crate) fn plain(input: ParseStream) -> Result<Tokens> {
    let mut path = TokenStream::new();
    input.parse::<Option<Token![::]>>()?.to_tokens(&mut path);
    segment(input)?.to_tokens(&mut path);
    while input.peek(Token![::]) {
        input.parse::<Token![::]>()?.to_tokens(&mut path);
        segment(input)?.to_tokens(&mut path);
    }
    Ok(Tokens::of(path))
}

/// The path of a type, or of a value that looks like one.
pub(crate) struct Path {
    pub(crate) tokens: TokenStream,
    /// Whether it has generic arguments.
    pub(crate) is_generic: bool,
}

/// Reads `a::B<C>` or `a::B::<C>`, as where a type is expected.
pub(crate) fn of_type(input: ParseStream) -> Result<Path> {
    let mut tokens = TokenStream::new();
    input.parse::<Option<Token![::]>>()?.to_tokens(&mut tokens);
    let is_generic = segments(input, &mut tokens, true)?;
    Ok(Path { tokens, is_generic })
}

/// Whether these tokens are the path of a value: `a::B::<C>::new`, `<T as Trait>::new`.
pub(crate) fn is_value(tokens: TokenStream) -> bool {
    let parser = |input: ParseStream| {
        let mut path = TokenStream::new();
        if input.peek(Token![<]) {
            angle_brackets(input, &mut path)?;
            input.parse::<Token![::]>()?;
        } else {
            input.parse::<Option<Token![::]>>()?;
        }
        segments(input, &mut path, false)
    };
    parser.parse2(tokens).is_ok()
}

/// Reads the rest of a path, and whether it has generic arguments. In a type, these need no `::` before them.
fn segments(input: ParseStream, path: &mut TokenStream, is_type: bool) -> Result<bool> {
    let mut is_generic = false;
    segment(input)?.to_tokens(path);
    loop {
        if is_type && input.peek(Token![<]) {
            angle_brackets(input, path)?;
            is_generic = true;
        } else if input.peek(Token![::]) {
            input.parse::<Token![::]>()?.to_tokens(path);
            if input.peek(Token![<]) {
                angle_brackets(input, path)?;
                is_generic = true;
            } else {
                segment(input)?.to_tokens(path);
            }
        } else {
            return Ok(is_generic);
        }
    }
}

/// A name, or a word that stands for a module or a type.
fn segment(input: ParseStream) -> Result<Ident> {
    let is_word =
        input.peek(Token![crate]) || input.peek(Token![self]) || input.peek(Token![super]) || input.peek(Token![Self]);
    if is_word { input.call(Ident::parse_any) } else { input.parse() }
}

/// `<..>`
fn angle_brackets(input: ParseStream, path: &mut TokenStream) -> Result<()> {
    // not as a token: the path may be a fragment of a `macro_rules!` macro, which is one token for all
    let opening: Token![<] = input.parse()?;
    opening.to_tokens(path);
    let mut depth = Angles::after_opening();
    while !depth.closed() {
        if input.is_empty() {
            return Err(Error::new(opening.span(), "this `<` has no `>`"));
        }
        let token: TokenTree = input.parse()?;
        depth.outside(&token);
        path.extend([token]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;
    use proc_macro2::{Delimiter, Group};

    #[test]
    fn paths_are_read_to_their_end() {
        for (text, is_generic) in [
            ("a", false),
            ("::a::b::C", false),
            ("crate::a", false),
            ("self::super::r#type", false),
            ("a::B<C, D<E>>", true),
            ("Vec::<u8>::new", true),
            ("Self::new", false),
        ] {
            let path = of_type.parse_str(text).unwrap();
            assert_eq!((compact(&path.tokens), path.is_generic), (text.replace(' ', ""), is_generic), "{text}");
            assert_eq!(plain.parse_str(text).is_ok(), !is_generic, "{text}");
        }
    }

    #[test]
    fn the_path_of_a_value_is_told_from_that_of_a_type() {
        for (text, expected) in [
            ("Vec::<u8>::new", true),
            ("Vec<u8>::new", false),
            ("Vec<u8>", false),
            ("<T as a::Trait<fn() -> u8>>::build", true),
            ("::a::f", true),
        ] {
            let tokens: TokenStream = text.parse().unwrap();
            assert_eq!(is_value(tokens.clone()), expected, "{text}");
            let fragment = TokenTree::from(Group::new(Delimiter::None, tokens));
            assert_eq!(is_value(fragment.into()), expected, "{text} in a `macro_rules!` macro");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "::", "a::", "a b", "\"a\"", "a::<", "a<B", "<T>", "<T as Trait>", "|| 1", "f()", "a.b", "fn"]
        {
            assert!(!is_value(text.parse().unwrap_or_default()), "{text}");
            assert!(of_type.parse_str(text).is_err(), "{text}");
            assert!(plain.parse_str(text).is_err(), "{text}");
        }
    }
}
