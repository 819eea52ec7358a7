//! The annotated static: `pub static METRICS: Registry<dyn Metric, MetricInfo>;`

use crate::docs::Docs;
use crate::header::Header;
use crate::path;
use crate::tokens::{Angles, apart, group, is_punct, is_word, split_types, ungrouped};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::{Error, Result};

pub(crate) struct Declaration {
    pub(crate) attributes: TokenStream,
    pub(crate) cfgs: Vec<TokenStream>,
    pub(crate) docs: Docs,
    pub(crate) visibility: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) registry_type: TokenStream,
    pub(crate) item: TokenStream,
    /// `None` for `()`
    pub(crate) meta: Option<TokenStream>,
    pub(crate) class: Class,
    /// A mistake that does not keep the registry from working.
    pub(crate) mistake: Option<Error>,
}

/// What a registry holds, as far as its type shows it.
pub(crate) enum Class {
    /// `dyn Trait + Bounds`, with what follows `dyn`
    Trait(TokenStream),
    /// a function pointer
    Function,
    Value,
}

/// Parses the static.
pub(crate) fn parse(item: TokenStream) -> Result<Declaration> {
    let mut header = Header::new(item);
    let read = header.attributes();
    let attributes = header.tokens[..header.next].iter().cloned().collect();
    let visibility = header.visibility();
    let span = |header: &Header| header.peek().map_or_else(Span::call_site, TokenTree::span);
    if !header.take_word("static") {
        return Err(Error::new(span(&header), "`#[registry]` stands on `static NAME: Registry<dyn Trait>;`"));
    }
    let mut mistake = None;
    let place = span(&header);
    if header.take_word("mut") {
        mistake = Some(Error::new(place, "a registry needs no `mut`; remove it"));
    }
    let ident = header.ident()?;
    if !header.take().is_some_and(|token| is_punct(&token, ':')) {
        return Err(Error::new(ident.span(), "expected the type of the registry: `Registry<dyn Trait>`"));
    }
    let registry_type = header.until(|token| is_punct(token, '=') || is_punct(token, ';'));
    if header.peek().is_some_and(|token| is_punct(token, '=')) {
        mistake = Some(Error::new(span(&header), "a registry fills itself and takes no initialiser; end with `;`"));
    }
    let (item, meta) = parameters(&registry_type)?;
    let class = class(item.clone());
    let cfgs = read.cfgs.iter().map(|cfg| quote!(#[#cfg])).collect();
    Ok(Declaration { attributes, cfgs, docs: read.docs, visibility, ident, registry_type, item, meta, class, mistake })
}

/// `I` and `M` of `Registry<I, M>`.
fn parameters(registry_type: &TokenStream) -> Result<(TokenStream, Option<TokenStream>)> {
    let wrong = || Error::new_spanned(registry_type, "expected `Registry<I>` or `Registry<I, M>`, written out");
    let tokens = ungrouped(registry_type.clone());
    let mut arguments = split_types(last_arguments(&tokens).ok_or_else(wrong)?).into_iter();
    let item = arguments.next().ok_or_else(wrong)?;
    let meta = arguments.next().filter(|meta| !is_unit(meta.clone()));
    Ok((item, meta))
}

/// What stands in the angle brackets that end a path.
fn last_arguments(tokens: &[TokenTree]) -> Option<TokenStream> {
    let start = tokens.iter().position(|token| is_punct(token, '<'))?;
    let (path, arguments) = tokens.split_at(start);
    let mut angles = Angles::default();
    let end = arguments.iter().position(|token| {
        angles.outside(token);
        angles.closed()
    })?;
    let path = match path {
        [path @ .., first, second] if is_punct(first, ':') && is_punct(second, ':') => path,
        path => path,
    };
    let path: TokenStream = path.iter().cloned().collect();
    let is_last = end + 1 == arguments.len() && path::plain.parse2(path).is_ok();
    is_last.then(|| apart(arguments[1..end].to_vec()))
}

fn is_unit(meta: TokenStream) -> bool {
    let tokens = ungrouped(meta);
    matches!(tokens.as_slice(), [only] if group(only, Delimiter::Parenthesis).is_some_and(|unit| unit.stream().is_empty()))
}

fn class(item: TokenStream) -> Class {
    let tokens = ungrouped(item);
    match tokens.as_slice() {
        [only] => match group(only, Delimiter::Parenthesis) {
            Some(inner) if !is_tuple(inner.stream()) => class(inner.stream()),
            _ => Class::Value,
        },
        [first, bounds @ ..] if is_word(first, "dyn") => {
            // a `+` may end the list
            let bounds = match bounds {
                [bounds @ .., last] if is_punct(last, '+') => bounds,
                bounds => bounds,
            };
            Class::Trait(apart(bounds.to_vec()))
        }
        tokens if is_function_pointer(tokens) => Class::Function,
        _ => Class::Value,
    }
}

fn is_tuple(inside: TokenStream) -> bool {
    let mut angles = Angles::default();
    inside.is_empty() || inside.into_iter().any(|token| angles.outside(&token) && is_punct(&token, ','))
}

/// `for<'a> unsafe extern "C" fn(..)`, with or without what is before `fn`.
fn is_function_pointer(tokens: &[TokenTree]) -> bool {
    let mut angles = Angles::default();
    let first = tokens.iter().skip_while(|token| {
        let is_outside = angles.outside(token);
        let is_before = ["for", "unsafe", "extern"].iter().any(|word| is_word(token, word));
        !is_outside || is_before || is_punct(token, '>') || matches!(token, TokenTree::Literal(_))
    });
    first.take(1).any(|token| is_word(token, "fn"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;

    fn holds(text: &str) -> String {
        match parse(format!("static R: {text};").parse().unwrap()) {
            Ok(Declaration { class, meta, .. }) => {
                let class = match class {
                    Class::Trait(bounds) => format!("dyn {}", compact(&bounds)),
                    Class::Function => "fn".to_owned(),
                    Class::Value => "value".to_owned(),
                };
                meta.map_or_else(|| class.clone(), |meta| format!("{class}, {}", compact(&meta)))
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_is_held_is_seen_in_the_type() {
        for (text, expected) in [
            ("Registry<dyn Metric>", "dyn Metric"),
            (
                "::a::Registry<dyn Fn(u8) -> Vec<u8> + Send + 'static, Info<'static, u8>>",
                "dyn Fn(u8)->Vec<u8>+Send+'static, Info<'static,u8>",
            ),
            ("Registry::<(dyn Metric +), ()>", "dyn Metric"),
            ("Registry<fn() -> u8, (u8,)>", "fn, (u8,)"),
            ("Registry<unsafe extern \"C\" fn()>", "fn"),
            ("Registry<for<'a> fn(&'a str) -> &'a str>", "fn"),
            ("Registry<Vec<fn()>>", "value"),
            ("Registry<(u8, fn())>", "value"),
            ("Registry<()>", "value"),
            ("Registry<(fn())>", "fn"),
            ("Registry<&'static str>", "value"),
        ] {
            assert_eq!(holds(text), expected, "{text}");
        }
    }

    #[test]
    fn another_type_is_refused() {
        for text in [
            "Metrics",
            "&'static Registry<u8>",
            "dyn Registry<u8>",
            "Registry<u8>::Other",
            "[Registry<u8>; 2]",
            "Registry<>",
        ] {
            assert_eq!(holds(text), "expected `Registry<I>` or `Registry<I, M>`, written out", "{text}");
        }
    }
}
