//! Paths in the arguments of attributes.
//!
//! `syn` reads them only with its feature `derive`, which takes as long to compile as the rest of it.

use crate::tokens::{Angles, Tokens};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
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

/// The path of a type or value.
pub(crate) struct Path {
    pub(crate) tokens: TokenStream,
    /// Whether it has generic arguments.
    pub(crate) is_generic: bool,
}

/// Reads `a::B<C>` or `a::B::<C>`, also after a `<T as Trait>`.
pub(crate) fn any(input: ParseStream) -> Result<Path> {
    let mut tokens = TokenStream::new();
    let mut is_generic = input.peek(Token![<]);
    if is_generic {
        angle_brackets(input, &mut tokens)?;
        input.parse::<Token![::]>()?.to_tokens(&mut tokens);
    } else {
        input.parse::<Option<Token![::]>>()?.to_tokens(&mut tokens);
    }
    segment(input)?.to_tokens(&mut tokens);
    loop {
        if input.peek(Token![<]) {
            angle_brackets(input, &mut tokens)?;
            is_generic = true;
        } else if input.peek(Token![::]) {
            input.parse::<Token![::]>()?.to_tokens(&mut tokens);
            if !input.peek(Token![<]) {
                segment(input)?.to_tokens(&mut tokens);
            }
        } else {
            return Ok(Path { tokens, is_generic });
        }
    }
}

/// Whether these tokens are a path.
pub(crate) fn is_path(tokens: TokenStream) -> bool {
    any.parse2(tokens).is_ok()
}

/// A name, or a word that stands for a module or a type.
fn segment(input: ParseStream) -> Result<Ident> {
    let is_word =
        input.peek(Token![crate]) || input.peek(Token![self]) || input.peek(Token![super]) || input.peek(Token![Self]);
    if is_word { input.call(Ident::parse_any) } else { input.parse() }
}

/// `<..>`
fn angle_brackets(input: ParseStream, path: &mut TokenStream) -> Result<()> {
    let opened = input.span();
    let mut angles = Angles::default();
    loop {
        if input.is_empty() {
            return Err(Error::new(opened, "this `<` has no `>`"));
        }
        let token: TokenTree = input.parse()?;
        angles.outside(&token);
        path.extend([token]);
        if angles.closed() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;

    #[test]
    fn paths_are_read_to_their_end() {
        for (text, is_generic) in [
            ("a", false),
            ("::a::b::C", false),
            ("crate::a", false),
            ("self::super::r#type", false),
            ("a::B<C, D<E>>", true),
            ("Vec::<u8>::new", true),
            ("<T as a::Trait<fn() -> u8>>::build", true),
            ("Self::new", false),
        ] {
            let path = any.parse_str(text).unwrap();
            assert_eq!((compact(&path.tokens), path.is_generic), (text.replace(' ', ""), is_generic), "{text}");
            assert_eq!(plain.parse_str(text).is_ok(), !is_generic, "{text}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "::", "a::", "a b", "\"a\"", "a::<", "a<B", "<T>", "<T as Trait>", "|| 1", "f()", "a.b", "fn"]
        {
            assert!(!is_path(text.parse().unwrap_or_default()), "{text}");
            assert!(plain.parse_str(text).is_err(), "{text}");
        }
    }
}
