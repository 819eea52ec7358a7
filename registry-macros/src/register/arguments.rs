//! What stands in the parentheses of `#[register(..)]`.

use super::plain;
use super::secondary::{self, Secondary};
use crate::kind::Kind;
use crate::names::{self, Name};
use crate::path::{self, Path};
use crate::tokens::{self, Tokens, split_types};
use crate::{arguments, core_path, version};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Result, Token};

const KNOWN: &[&str] = &[
    "kind",
    "name",
    "aliases",
    "meta",
    "api",
    "config",
    "deprecated",
    "stable",
    "new",
    "factory",
    "secondary",
    "replaces",
    "types",
    "crate",
];

pub(crate) struct Arguments {
    pub(crate) kind: Kind,
    pub(crate) name: Option<Name>,
    pub(crate) aliases: Vec<Name>,
    pub(crate) meta: Option<Meta>,
    pub(crate) api: Option<LitStr>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) stable: bool,
    pub(crate) constructor: Option<Constructor>,
    /// The word `config`.
    pub(crate) config: Option<Span>,
    pub(crate) secondaries: Vec<Secondary>,
    pub(crate) replaces: Option<Path>,
    pub(crate) types: Option<Types>,
    pub(crate) core: Tokens,
}

#[derive(Clone)]
pub(crate) struct Meta {
    pub(crate) word: Ident,
    pub(crate) fields: Vec<(Ident, TokenStream)>,
}

#[derive(Default)]
pub(crate) struct Deprecated {
    pub(crate) since: Option<LitStr>,
    pub(crate) note: Option<LitStr>,
    pub(crate) remove_in: Option<LitStr>,
}

/// A constructor other than `Default`.
pub(crate) enum Constructor {
    /// `new = path`
    New(TokenStream),
    /// `factory`: the annotated function
    Factory(Span),
}

pub(crate) struct Types {
    pub(crate) span: Span,
    pub(crate) list: Vec<TokenStream>,
}

#[cfg(feature = "plugin")]
impl Arguments {
    /// Those of a value, without a constructor and what only users say.
    pub(super) fn of_value(kind: Kind, name: Name, aliases: Vec<Name>, core: Tokens) -> Self {
        Partial { name: Some(name), aliases, core: Some(core), ..Partial::default() }.with(kind, None)
    }
}

/// Parses the arguments; what needs the item to be judged is left to `expand`.
pub(crate) fn parse(tokens: TokenStream) -> Result<Arguments> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match plain::read(&tokens) {
        Some((kind, name)) => {
            let kind = Kind::of_literal("kind", &kind)?;
            Ok(Partial { name: name.map(names::of_literal).transpose()?, ..Partial::default() }.with(kind, None))
        }
        None => parse_any(tokens.into_iter().collect()),
    }
}

fn parse_any(tokens: TokenStream) -> Result<Arguments> {
    let mut kind = None;
    let mut constructor = None;
    let mut parsed = Partial::default();
    arguments::parse_list(tokens, KNOWN, |word, input| {
        match word.to_string().as_str() {
            "kind" => kind = Some(Kind::parse("kind", input)?),
            "name" => parsed.name = Some(names::parse(word, input)?),
            "aliases" => parsed.aliases = names::parse_list(input)?,
            "meta" => parsed.meta = Some(parse_meta(word, input)?),
            "api" => parsed.api = Some(arguments::literal(word, input)?),
            "deprecated" => parsed.deprecated = Some(parse_deprecated(input)?),
            "stable" => parsed.stable = true,
            "config" => parsed.config = Some(word.span()),
            "new" | "factory" if constructor.is_some() => {
                return Err(Error::new(word.span(), "`new` and `factory` both name a constructor; choose one"));
            }
            "new" => constructor = Some(Constructor::New(parse_new(input)?)),
            "factory" => constructor = Some(Constructor::Factory(word.span())),
            "secondary" => parsed.secondaries = secondary::parse(word, input)?,
            "replaces" => parsed.replaces = Some(parse_replaces(input)?),
            "types" => parsed.types = Some(parse_types(word, input)?),
            _ => parsed.core = Some(core_path::parse(input)?),
        }
        Ok(())
    })?;
    let kind = kind.ok_or_else(|| {
        Error::new(Span::call_site(), "which registry? Name it: `#[register(kind = \"..\")]`, for example \"metrics\"")
    })?;
    names::check_distinct(parsed.name.as_ref(), &parsed.aliases)?;
    secondary::check(&kind, parsed.name.as_ref(), &parsed.secondaries)?;
    Ok(parsed.with(kind, constructor))
}

#[derive(Default)]
struct Partial {
    name: Option<Name>,
    aliases: Vec<Name>,
    meta: Option<Meta>,
    api: Option<LitStr>,
    deprecated: Option<Deprecated>,
    stable: bool,
    config: Option<Span>,
    secondaries: Vec<Secondary>,
    replaces: Option<Path>,
    types: Option<Types>,
    core: Option<Tokens>,
}

impl Partial {
    fn with(self, kind: Kind, constructor: Option<Constructor>) -> Arguments {
        Arguments {
            kind,
            name: self.name,
            aliases: self.aliases,
            meta: self.meta,
            api: self.api,
            deprecated: self.deprecated,
            stable: self.stable,
            constructor,
            config: self.config,
            secondaries: self.secondaries,
            replaces: self.replaces,
            types: self.types,
            core: self.core.unwrap_or_else(core_path::default),
        }
    }
}

pub(super) fn parse_meta(word: &Ident, input: ParseStream) -> Result<Meta> {
    if !input.peek(syn::token::Paren) {
        return Err(Error::new(word.span(), "`meta` needs fields: `meta(field = value, ..)`"));
    }
    let list;
    syn::parenthesized!(list in input);
    let mut fields: Vec<(Ident, TokenStream)> = Vec::new();
    while !list.is_empty() {
        let field: Ident = list.parse()?;
        if fields.iter().any(|(known, _)| *known == field) {
            return Err(Error::new(field.span(), format!("the field `{field}` is given twice")));
        }
        list.parse::<Token![=]>()?;
        fields.push((field, tokens::expression(&list)?));
        if !list.is_empty() {
            list.parse::<Token![,]>()?;
        }
    }
    Ok(Meta { word: word.clone(), fields })
}

fn parse_deprecated(input: ParseStream) -> Result<Deprecated> {
    let mut deprecated = Deprecated::default();
    if input.peek(syn::token::Paren) {
        let list;
        syn::parenthesized!(list in input);
        arguments::parse_stream(&list, &["since", "note", "remove_in"], |word, input| {
            let value = arguments::literal(word, input)?;
            match word.to_string().as_str() {
                "since" => deprecated.since = Some(value),
                "note" => deprecated.note = Some(value),
                _ => {
                    version::check(&value)?;
                    deprecated.remove_in = Some(value);
                }
            }
            Ok(())
        })?;
    }
    Ok(deprecated)
}

fn parse_new(input: ParseStream) -> Result<TokenStream> {
    input.parse::<Token![=]>()?;
    let path = tokens::expression(input)?;
    if !path::is_value(path.clone()) {
        return Err(Error::new_spanned(path, "expected the path of a constructor function: `new = Type::build`"));
    }
    Ok(path)
}

fn parse_replaces(input: ParseStream) -> Result<Path> {
    input.parse::<Token![=]>()?;
    path::of_type(input)
        .map_err(|error| Error::new(error.span(), "expected the path of a component: `replaces = path::To`"))
}

fn parse_types(word: &Ident, input: ParseStream) -> Result<Types> {
    let list;
    syn::parenthesized!(list in input);
    let list = split_types(list.parse()?);
    if list.is_empty() {
        return Err(Error::new(word.span(), "`types` needs a list: `types(f32, f64)`"));
    }
    Ok(Types { span: word.span(), list })
}

impl Types {
    /// The arguments of each instance of a generic type with `parameters` parameters: `types(f32, f64)` for one,
    /// `types((f32, u8), (f64, u16))` for two.
    pub(crate) fn instances(&self, parameters: usize) -> Result<Vec<Vec<TokenStream>>> {
        if parameters == 1 {
            return Ok(self.list.iter().map(|argument| vec![argument.clone()]).collect());
        }
        self.list
            .iter()
            .map(|tuple| {
                let arguments = syn::parse2::<Parenthesized>(tuple.clone()).map(|tuple| tuple.0).unwrap_or_default();
                if arguments.len() == parameters {
                    return Ok(arguments);
                }
                let shape = vec!["_"; parameters].join(", ");
                Err(Error::new_spanned(
                    tuple,
                    format!("the type has {parameters} parameters: write each instance as `({shape})`"),
                ))
            })
            .collect()
    }
}

struct Parenthesized(Vec<TokenStream>);

impl syn::parse::Parse for Parenthesized {
    fn parse(input: ParseStream) -> Result<Self> {
        let list;
        syn::parenthesized!(list in input);
        Ok(Self(split_types(list.parse()?)))
    }
}
