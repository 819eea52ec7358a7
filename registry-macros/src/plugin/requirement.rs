//! Parameters that the host passes: recognised by the last word of their type.

use super::parameter::Named;
use crate::tokens::{is_punct, is_word, split_types, ungrouped};
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Error, Result};

/// What the type of a parameter asks the host for.
pub(crate) enum Requires {
    /// `Dep<T>`
    One(TokenStream),
    /// `Option<Dep<T>>`
    Optional(TokenStream),
    /// `Vec<Dep<T>>`
    All(TokenStream),
    /// `Lazy<T>`
    Lazy(TokenStream),
}

impl Requires {
    /// Nothing if this is the type of an argument.
    pub(crate) fn of(value_type: &TokenStream) -> Option<Self> {
        let (word, mut arguments) = last_segment(value_type)?;
        if arguments.len() != 1 {
            return None;
        }
        let argument = arguments.pop()?;
        match word.to_string().as_str() {
            "Dep" => Some(Self::One(argument)),
            "Lazy" => Some(Self::Lazy(argument)),
            "Option" => match Self::of(&argument) {
                Some(Self::One(required)) => Some(Self::Optional(required)),
                _ => None,
            },
            "Vec" => match Self::of(&argument) {
                Some(Self::One(required)) => Some(Self::All(required)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A requirement, and how it is named.
pub(crate) struct Requirement {
    pub(crate) requires: Requires,
    /// By the parameter's name if left out.
    pub(crate) named: Option<Named>,
}

impl Requirement {
    pub(crate) fn new(ident: &Ident, requires: Requires, dep: Option<(Ident, Named)>) -> Result<Self> {
        let named = match (&requires, dep) {
            (_, None) => {
                let name = ident.to_string();
                if let Some(fault) = crate::name::fault(name.strip_prefix("r#").unwrap_or(&name)) {
                    return Err(Error::new(ident.span(), fault));
                }
                None
            }
            (Requires::All(_), Some((word, Named::Path(_)))) => {
                return Err(Error::new(
                    word.span(),
                    "a `Vec` has the members of a group, which goes by name, `#[dep(\"group\")]`, or the components of a \
                     registry, `#[dep(kind = REGISTRY)]`",
                ));
            }
            (Requires::All(_), Some((_, named))) => Some(named),
            (_, Some((word, Named::Kind(_)))) => {
                return Err(Error::new(word.span(), "the components of a registry are many: `Vec<Dep<T>>`"));
            }
            (_, Some((_, named))) => Some(named),
        };
        Ok(Self { requires, named })
    }

    /// `T`
    pub(crate) fn required(&self) -> &TokenStream {
        match &self.requires {
            Requires::One(required)
            | Requires::Optional(required)
            | Requires::All(required)
            | Requires::Lazy(required) => required,
        }
    }
}

/// The last word of a path and the types between its angle brackets; nothing if `tokens` are no path.
pub(crate) fn last_segment(tokens: &TokenStream) -> Option<(Ident, Vec<TokenStream>)> {
    let tokens = ungrouped(tokens.clone());
    let open = tokens.iter().position(|token| is_punct(token, '<')).unwrap_or(tokens.len());
    let (path, arguments) = tokens.split_at(open);
    if !path.iter().all(|token| is_punct(token, ':') || matches!(token, TokenTree::Ident(_))) {
        return None;
    }
    if ["dyn", "impl", "fn"].iter().any(|word| path.first().is_some_and(|first| is_word(first, word))) {
        return None;
    }
    let last = path.iter().rev().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.clone()),
        _ => None,
    })?;
    match arguments {
        [] => Some((last, Vec::new())),
        [_, inner @ .., close] if is_punct(close, '>') => {
            let arguments = split_types(inner.iter().cloned().collect());
            let is_lifetime = |argument: &TokenStream| {
                argument.clone().into_iter().next().is_some_and(|first| is_punct(&first, '\''))
            };
            Some((last, arguments.into_iter().filter(|argument| !is_lifetime(argument)).collect()))
        }
        _ => None,
    }
}

/// Whether this is `LoadContext`.
pub(crate) fn is_context(value_type: &TokenStream) -> bool {
    last_segment(value_type).is_some_and(|(word, arguments)| word == "LoadContext" && arguments.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::compact;

    #[test]
    fn requirements_are_known_by_their_last_word() {
        for (text, expected) in [
            ("Dep<A>", "one A"),
            ("::registry_core::plugin::Dep::<dyn A<B, C> + Send>", "one dynA<B,C>+Send"),
            ("std::option::Option<Dep<A>>", "optional A"),
            ("Vec<Dep<dyn A>>", "all dynA"),
            ("Lazy<Vec<A>>", "lazy Vec<A>"),
            ("Option<Lazy<A>>", "argument"),
            ("Option<u8>", "argument"),
            ("Dep", "argument"),
            ("(Dep<A>, Dep<B>)", "argument"),
            ("fn(Dep<A>) -> Dep<B>", "argument"),
            ("<A as B>::Dep<C>", "argument"),
        ] {
            let found = match Requires::of(&text.parse().unwrap()) {
                Some(Requires::One(required)) => format!("one {}", compact(&required)),
                Some(Requires::Optional(required)) => format!("optional {}", compact(&required)),
                Some(Requires::All(required)) => format!("all {}", compact(&required)),
                Some(Requires::Lazy(required)) => format!("lazy {}", compact(&required)),
                None => "argument".to_owned(),
            };
            assert_eq!(found, expected, "{text}");
        }
        assert!(is_context(&"plugin::LoadContext".parse().unwrap()));
    }
}
