//! The annotated static: `pub static METRICS: Registry<dyn Metric, MetricInfo>;`

use crate::docs::Docs;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Error, GenericArgument, Ident, PathArguments, Result, Token, Type, Visibility};

pub(crate) struct Declaration {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) docs: Docs,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) registry_type: Type,
    pub(crate) item: Type,
    /// `None` for `()`
    pub(crate) meta: Option<Type>,
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
    syn::parse2(item)
}

impl Parse for Declaration {
    fn parse(input: ParseStream) -> Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input
            .parse::<Token![static]>()
            .map_err(|error| Error::new(error.span(), "`#[registry]` stands on `static NAME: Registry<dyn Trait>;`"))?;
        let mut mistake = None;
        if let Some(token) = input.parse::<Option<Token![mut]>>()? {
            mistake = Some(Error::new_spanned(token, "a registry needs no `mut`; remove it"));
        }
        let ident = input.parse()?;
        input.parse::<Token![:]>()?;
        let registry_type: Type = input.parse()?;
        if input.peek(Token![=]) {
            mistake = Some(input.error("a registry fills itself and takes no initialiser; end with `;`"));
            input.parse::<TokenStream>()?;
        } else {
            input.parse::<Token![;]>()?;
        }
        let (item, meta) = parameters(&registry_type)?;
        let mut docs = Docs::default();
        for attribute in &attributes {
            if attribute.path().is_ident("doc") {
                docs.add(attribute.meta.to_token_stream());
            }
        }
        let cfgs = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).cloned().collect();
        let class = class(&item);
        Ok(Self { attributes, cfgs, docs, visibility, ident, registry_type, item, meta, class, mistake })
    }
}

/// `I` and `M` of `Registry<I, M>`.
fn parameters(registry_type: &Type) -> Result<(Type, Option<Type>)> {
    let wrong = || Error::new_spanned(registry_type, "expected `Registry<I>` or `Registry<I, M>`, written out");
    let Type::Path(path) = registry_type else { return Err(wrong()) };
    let last = path.path.segments.last().ok_or_else(wrong)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return Err(wrong()) };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(argument) => Some(argument.clone()),
        _ => None,
    });
    let item = types.next().ok_or_else(wrong)?;
    let meta = types.next().filter(|meta| !matches!(meta, Type::Tuple(tuple) if tuple.elems.is_empty()));
    Ok((item, meta))
}

fn class(item: &Type) -> Class {
    match item {
        Type::Paren(inner) => class(&inner.elem),
        Type::Group(inner) => class(&inner.elem),
        Type::TraitObject(object) if object.dyn_token.is_some() => {
            // without the `+` that may end the list
            let bounds = object.bounds.iter();
            Class::Trait(quote!(#(#bounds)+*))
        }
        Type::FnPtr(_) => Class::Function,
        _ => Class::Value,
    }
}
