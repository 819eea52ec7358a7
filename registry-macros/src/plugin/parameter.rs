//! The parameters of the function: what is passed for each.

use super::requirement::{Requirement, Requires, is_context, last_segment};
use crate::tokens::{enclosed_expression, group, is_punct, is_word, split_types, type_text, ungrouped};
use crate::{arguments, path};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Error, LitStr, Result, Token};

pub(crate) struct Parameter {
    pub(crate) ident: Ident,
    pub(crate) role: Role,
}

pub(crate) enum Role {
    Requirement(Requirement),
    /// `LoadContext`
    Context,
    Argument(Argument),
}

/// A value that the user gives.
pub(crate) struct Argument {
    /// As it was written.
    pub(crate) value_type: TokenStream,
    /// `T` of `Option<T>`.
    pub(crate) optional: Option<TokenStream>,
    pub(crate) default: Option<TokenStream>,
}

/// What `#[dep(..)]` says.
pub(crate) enum Named {
    /// `#[dep("name")]`
    Text(LitStr),
    /// `#[dep(path::to::plugin)]`
    Path(TokenStream),
    /// `#[dep(kind = REGISTRY)]`
    Kind(TokenStream),
}

/// An attribute that is for this macro alone.
enum Own {
    Dep(Ident, Named),
    Arg(Ident, TokenStream),
}

impl Own {
    fn word(&self) -> &Ident {
        let (Self::Dep(word, _) | Self::Arg(word, _)) = self;
        word
    }
}

impl Parameter {
    /// The parameter's name, as hosts know it.
    pub(crate) fn name(&self) -> LitStr {
        let name = self.ident.to_string();
        LitStr::new(name.strip_prefix("r#").unwrap_or(&name), self.ident.span())
    }
}

/// Parses what stands between the parentheses.
pub(crate) fn parse(parameters: TokenStream) -> Result<Vec<Parameter>> {
    split_types(parameters).into_iter().map(one).collect()
}

fn one(parameter: TokenStream) -> Result<Parameter> {
    let mut tokens = ungrouped(parameter).into_iter().peekable();
    let mut own: Option<Own> = None;
    while tokens.next_if(|token| is_punct(token, '#')).is_some() {
        let Some(TokenTree::Group(attribute)) = tokens.next() else { break };
        let Some(found) = own_attribute(attribute.stream())? else { continue };
        if own.is_some() {
            return Err(Error::new(
                found.word().span(),
                "a parameter is one requirement or one argument: this is one attribute too many",
            ));
        }
        own = Some(found);
    }
    let rest: Vec<TokenTree> = tokens.collect();
    if let Some(receiver) = receiver(&rest) {
        return Err(Error::new(
            receiver.span(),
            "a method cannot be a plugin; write a function that returns the instance",
        ));
    }
    let (ident, value_type) = named(&rest)?;
    let role = role(&ident, value_type, own)?;
    Ok(Parameter { ident, role })
}

/// `self` in one of its forms.
fn receiver(tokens: &[TokenTree]) -> Option<&TokenTree> {
    let end = tokens.iter().position(|token| is_punct(token, ':')).unwrap_or(tokens.len());
    tokens[..end].iter().find(|token| is_word(token, "self"))
}

/// `name: Type`
fn named(tokens: &[TokenTree]) -> Result<(Ident, TokenStream)> {
    let pattern = match tokens {
        [mutable, rest @ ..] if is_word(mutable, "mut") => rest,
        other => other,
    };
    match pattern {
        [TokenTree::Ident(ident), colon, value_type @ ..]
            if is_punct(colon, ':') && ident != "_" && !value_type.is_empty() =>
        {
            Ok((ident.clone(), value_type.iter().cloned().collect()))
        }
        other => {
            let pattern: TokenStream = other.iter().take(1).cloned().collect();
            Err(Error::new(
                pattern.span(),
                "a parameter of a plugin goes by its name; give it one, and take it apart in the body",
            ))
        }
    }
}

fn own_attribute(attribute: TokenStream) -> Result<Option<Own>> {
    let tokens = ungrouped(attribute);
    let Some(TokenTree::Ident(word)) = tokens.first() else { return Ok(None) };
    let list = tokens.get(1).and_then(|token| group(token, Delimiter::Parenthesis)).map(proc_macro2::Group::stream);
    match word.to_string().as_str() {
        "dep" => Ok(Some(Own::Dep(word.clone(), parse_dep(word, list)?))),
        "arg" => Ok(Some(Own::Arg(word.clone(), parse_arg(word, list)?))),
        "cfg" | "cfg_attr" => Err(Error::new(
            word.span(),
            "a parameter of a plugin cannot depend on `cfg`; put the `cfg` on the function, and write it twice",
        )),
        _ => Ok(None),
    }
}

fn parse_dep(word: &Ident, list: Option<TokenStream>) -> Result<Named> {
    let forms = "what is required? `#[dep(\"name\")]`, `#[dep(path::to::plugin)]` or `#[dep(kind = REGISTRY)]`";
    let Some(list) = list.filter(|list| !list.is_empty()) else { return Err(Error::new(word.span(), forms)) };
    let parser = |input: ParseStream| {
        if input.peek(LitStr) {
            let name: LitStr = input.parse()?;
            crate::name::check(&name)?;
            return Ok(Named::Text(name));
        }
        if input.peek(syn::Ident) && input.peek2(Token![=]) {
            let argument: Ident = input.parse()?;
            if argument != "kind" {
                return Err(arguments::unknown(&argument, &["kind"]));
            }
            input.parse::<Token![=]>()?;
            return path(input, "expected the path of a registry: `kind = REGISTRY`").map(Named::Kind);
        }
        path(input, forms).map(Named::Path)
    };
    parser.parse2(list)
}

fn path(input: ParseStream, expected: &str) -> Result<TokenStream> {
    let tokens: TokenStream = input.parse()?;
    match path::plain.parse2(tokens.clone()) {
        Ok(_) => Ok(tokens),
        Err(error) => Err(Error::new(error.span(), expected)),
    }
}

fn parse_arg(word: &Ident, list: Option<TokenStream>) -> Result<TokenStream> {
    let mut default = None;
    arguments::parse_list(list.unwrap_or_default(), &["default"], |word, input| {
        if !input.peek(Token![=]) {
            return Err(Error::new(word.span(), "`default` needs a value: `default = 4`"));
        }
        input.parse::<Token![=]>()?;
        default = Some(enclosed_expression(input)?);
        Ok(())
    })?;
    default.ok_or_else(|| Error::new(word.span(), "what about the argument? `#[arg(default = ..)]`"))
}

fn role(ident: &Ident, value_type: TokenStream, own: Option<Own>) -> Result<Role> {
    if is_context(&value_type) {
        return match own {
            Some(own) => {
                Err(Error::new(own.word().span(), "a `LoadContext` is passed by the host; it takes no attribute"))
            }
            None => Ok(Role::Context),
        };
    }
    match (Requires::of(&value_type), own) {
        (Some(_), Some(Own::Arg(word, _))) => {
            Err(Error::new(word.span(), "`#[arg(..)]` is for arguments, and this is a requirement"))
        }
        (Some(requires), Some(Own::Dep(word, named))) => {
            Requirement::new(ident, requires, Some((word, named))).map(Role::Requirement)
        }
        (Some(requires), None) => Requirement::new(ident, requires, None).map(Role::Requirement),
        (None, Some(Own::Dep(word, _))) => Err(Error::new(
            word.span(),
            "this is an argument; a requirement is a `Dep<T>`, `Option<Dep<T>>`, `Vec<Dep<T>>` or `Lazy<T>`",
        )),
        (None, Some(Own::Arg(_, default))) => argument(value_type, Some(default)).map(Role::Argument),
        (None, None) => argument(value_type, None).map(Role::Argument),
    }
}

fn argument(value_type: TokenStream, default: Option<TokenStream>) -> Result<Argument> {
    if let Some(word) = requirement_inside(&value_type) {
        return Err(Error::new(
            word.span(),
            format!(
                "a requirement is a `Dep<T>`, `Option<Dep<T>>`, `Vec<Dep<T>>` or `Lazy<T>`, and not `{}`",
                type_text(&value_type)
            ),
        ));
    }
    let inner = last_segment(&value_type);
    let checked = match &inner {
        Some((word, arguments)) if (word == "Option" || word == "Vec") && arguments.len() == 1 => &arguments[0],
        _ => &value_type,
    };
    match ungrouped(checked.clone()).first() {
        Some(first) if is_punct(first, '&') => {
            return Err(Error::new(
                first.span(),
                "arguments are owned: `String` in place of `&str`, `Vec<T>` in place of `&[T]`",
            ));
        }
        Some(first) if is_word(first, "impl") => {
            return Err(Error::new(first.span(), "a parameter of a plugin has one type; `impl Trait` is any"));
        }
        _ => {}
    }
    let optional = match inner {
        Some((word, mut arguments)) if word == "Option" && arguments.len() == 1 => arguments.pop(),
        _ => None,
    };
    Ok(Argument { value_type, optional, default })
}

/// What the host passes, in a type that it does not.
fn requirement_inside(value_type: &TokenStream) -> Option<Ident> {
    let mut tokens = ungrouped(value_type.clone()).into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(word) = token else { continue };
        // a type of the user may have the same name, but hardly the parameter
        let has_parameter = tokens.peek().is_some_and(|next| is_punct(next, '<') || is_punct(next, ':'));
        if word == "LoadContext" || has_parameter && (word == "Dep" || word == "Lazy") {
            return Some(word);
        }
    }
    None
}

/// The parameters without the attributes that are for this macro alone.
pub(crate) fn without_own_attributes(parameters: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in parameters {
        let is_own = kept.last().is_some_and(|last| is_punct(last, '#'))
            && group(&token, Delimiter::Bracket).is_some_and(|attribute| {
                let first = attribute.stream().into_iter().next();
                first.is_some_and(|first| is_word(&first, "dep") || is_word(&first, "arg"))
            });
        if is_own {
            kept.pop();
        } else {
            kept.push(token);
        }
    }
    kept.into_iter().collect()
}
