//! The arguments of most registrations: `kind = ".."`, or `kind = "..", name = ".."`.
//!
//! Read by hand, because macros run without optimisation: with `syn` alone the whole attribute takes 30 % longer.

use crate::tokens::{is_punct, is_word, text};
use proc_macro2::TokenTree;
use syn::LitStr;

/// Kind and name; nothing if anything else stands there, also a mistake.
pub(super) fn read(tokens: &[TokenTree]) -> Option<(LitStr, Option<LitStr>)> {
    let argument = |tokens: &[TokenTree], word| match tokens {
        [name, mark, TokenTree::Literal(value)] if is_word(name, word) && is_punct(mark, '=') => text(value.clone()),
        _ => None,
    };
    match tokens {
        [_, _, _] => Some((argument(tokens, "kind")?, None)),
        [kind @ .., comma, _, _, _] if is_punct(comma, ',') => {
            let name = &tokens[kind.len() + 1..];
            Some((argument(kind, "kind")?, Some(argument(name, "name")?)))
        }
        _ => None,
    }
}
