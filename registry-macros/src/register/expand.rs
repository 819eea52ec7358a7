//! What `#[register]` adds after the item: one call of the registry's helper macro for each registration.
//!
//! The helper macro was made by `#[registry]` and adds what only the registry knows; it hands all over to
//! `registry_core::__register!`.

use super::arguments::{Arguments, Constructor, Deprecated, Name};
use super::instances::{Instance, instances};
use super::item::{Form, Item};
use crate::symbol::{Encoded, encode};
use crate::tokens::{as_generated, compact, group, is_punct};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Error, LitStr, PathArguments, Result};

/// The registrations of `item`.
pub(crate) fn registration(arguments: &Arguments, item: &Item) -> Result<TokenStream> {
    check_form(arguments, &item.form)?;
    if let Form::Type { ident, parameters } = &item.form {
        return instances(arguments, ident, parameters)?
            .into_iter()
            .map(|instance| type_registration(arguments, item, ident, &instance))
            .collect();
    }
    if let Some(types) = &arguments.types {
        return Err(Error::new(types.span, "`types` lists the instances of a generic struct or enum"));
    }
    let instance = |component| Instance {
        component,
        name: arguments.name.clone(),
        aliases: arguments.aliases.clone(),
    };
    match &item.form {
        Form::Alias { ident } => type_registration(arguments, item, ident, &instance(as_generated(quote!(#ident)))),
        Form::Implementation { self_type, span } => {
            let ident = last_word(self_type);
            if arguments.name.is_none() && ident.is_none() {
                return Err(Error::new(*span, "no name can be derived from this type; give one: `name = \"..\"`"));
            }
            let ident = ident.unwrap_or_else(|| Ident::new("unnamed", *span));
            type_registration(arguments, item, &ident, &instance(as_generated(self_type.clone())))
        }
        Form::Function { ident, .. } => {
            let core = &arguments.core;
            let function = as_generated(quote!(#ident));
            let component = match &arguments.constructor {
                Some(_) => quote!(constructor #ident { #function }),
                None => quote!(function #ident { #function }),
            };
            let identity = quote!(identity: #core::__private::identity_of(&#function), subject: #core::__private::Subject::Function);
            call(arguments, item, ident, &instance(component), &identity)
        }
        Form::Static { ident } => {
            let core = &arguments.core;
            let value = as_generated(quote!(#ident));
            let identity = quote!(identity: #core::__private::identity_of(&#value), subject: #core::__private::Subject::Static);
            call(arguments, item, ident, &instance(quote!(static #ident { #value })), &identity)
        }
        Form::Const { ident, value_type } => {
            let core = &arguments.core;
            let value = as_generated(quote!(#ident));
            let value_type = as_generated(value_type.clone());
            let identity = quote!(identity: #core::__private::identity::<#value_type>, subject: #core::__private::Subject::Const);
            call(arguments, item, ident, &instance(quote!(const #ident { #value } { #value_type })), &identity)
        }
        Form::Type { .. } => Ok(TokenStream::new()),
    }
}

/// Refuses a constructor where it has no place.
fn check_form(arguments: &Arguments, form: &Form) -> Result<()> {
    match (&arguments.constructor, form) {
        (Some(Constructor::New(path)), Form::Function { .. } | Form::Static { .. } | Form::Const { .. }) => {
            Err(Error::new_spanned(path, "`new` names the constructor of a type; this item is not a type"))
        }
        (Some(Constructor::Factory(_)), Form::Function { ident, arguments, output }) => {
            if let Some(argument) = arguments.clone().into_iter().next() {
                return Err(Error::new(argument.span(), "a factory takes no arguments"));
            }
            if output.is_empty() {
                return Err(Error::new(
                    ident.span(),
                    "a factory returns the component: `T`, `Box<dyn Trait>` or a `Result` of either",
                ));
            }
            Ok(())
        }
        (Some(Constructor::Factory(span)), _) => Err(Error::new(
            *span,
            "`factory` stands on a function that returns the component; on a type, name one: `new = Type::build`",
        )),
        _ => Ok(()),
    }
}

fn type_registration(arguments: &Arguments, item: &Item, ident: &Ident, instance: &Instance) -> Result<TokenStream> {
    let core = &arguments.core;
    let component = &instance.component;
    let form = match &arguments.constructor {
        Some(Constructor::New(path)) => {
            let path = as_generated(path.clone());
            quote!(constructor #ident { #path })
        }
        _ => quote!(default #ident { #component }),
    };
    let identity = quote!(identity: #core::__private::identity::<#component>, subject: #core::__private::Subject::Type);
    let instance = Instance { component: form, name: instance.name.clone(), aliases: instance.aliases.clone() };
    call(arguments, item, ident, &instance, &identity)
}

/// The call of the helper macro.
fn call(
    arguments: &Arguments,
    item: &Item,
    ident: &Ident,
    instance: &Instance,
    identity: &TokenStream,
) -> Result<TokenStream> {
    let core = &arguments.core;
    let path = &arguments.kind.path;
    let tag = arguments.kind.tag();
    let cfgs = &item.cfgs;
    let name = name(instance.name.as_ref(), ident);
    let component = &instance.component;
    let meta = meta(arguments);
    let docs = item.docs.expression(core);
    let details = details(arguments, instance)?;
    let (package, version) = (package("CARGO_PKG_NAME"), package("CARGO_PKG_VERSION"));
    let row = as_generated(path.to_token_stream());
    Ok(quote! {
        #(#[#cfgs])*
        #path! {
            { #core } #tag { #row } #name (#component) #meta
            { docs: #docs, crate_name: #package, version: #version, #identity, #details }
        }
    })
}

/// What cargo says of the crate that is being compiled; empty where cargo is not used.
fn package(variable: &str) -> String {
    std::env::var(variable).unwrap_or_default()
}

fn name(name: Option<&Name>, ident: &Ident) -> TokenStream {
    match name {
        Some(Name::Literal(literal)) => literal_name(literal),
        Some(Name::Expression(expression)) => quote!((expression { #expression })),
        None => {
            let ident = LitStr::new(&ident.to_string(), ident.span());
            quote!((derived #ident))
        }
    }
}

/// A name that is known now, with its parts for the symbol.
pub(crate) fn literal_name(literal: &LitStr) -> TokenStream {
    let Encoded { readable, escape } = encode(&literal.value());
    quote!((literal #literal #readable #escape))
}

fn meta(arguments: &Arguments) -> TokenStream {
    let Some(meta) = &arguments.meta else { return quote!({}) };
    let word = &meta.word;
    let fields = meta.fields.iter().map(|(field, value)| quote!(#field { #value }));
    quote!({ #word #(#fields)* })
}

/// The fields of `Registration` that are rarely given.
fn details(arguments: &Arguments, instance: &Instance) -> Result<TokenStream> {
    let core = &arguments.core;
    let mut details = TokenStream::new();
    if !instance.aliases.is_empty() {
        let aliases = instance.aliases.iter().map(|alias| match alias {
            Name::Literal(literal) => literal.to_token_stream(),
            Name::Expression(expression) => quote!(#core::__private::checked_name(#expression)),
        });
        details.extend(quote!(aliases: &[#(#aliases),*],));
    }
    if let Some(api) = &arguments.api {
        details.extend(quote!(api: #api,));
    }
    if arguments.stable {
        details.extend(quote!(stable: true,));
    }
    if let Some(Deprecated { since, note }) = &arguments.deprecated {
        let text = |literal: &Option<LitStr>| literal.as_ref().map_or_else(|| quote!(""), ToTokens::to_token_stream);
        let (since, note) = (text(since), text(note));
        details.extend(quote!(deprecation: #core::__private::deprecation(#since, #note),));
    }
    if arguments.replaces.is_some() {
        let replaces = replaces(arguments)?;
        details.extend(quote!(replaces: #replaces,));
    }
    Ok(details)
}

/// The path may name a type, a function or a static: it is imported over a fallback that exists as type and value, so
/// that whichever of the two it is not stays harmless.
fn replaces(arguments: &Arguments) -> Result<TokenStream> {
    let core = &arguments.core;
    let Some(path) = &arguments.replaces else { return Ok(TokenStream::new()) };
    let text = compact(&path.to_token_stream());
    let target = Ident::new("__ReplacedComponent", Span::mixed_site());
    let generic = path.segments.iter().any(|segment| !matches!(segment.arguments, PathArguments::None));
    let path = as_generated(path.to_token_stream());
    let import = if generic { quote!(type #target = #path;) } else { quote!(use #path as #target;) };
    Ok(quote!(#core::__replaces!(#text { #import } #target)))
}

/// The identifier that the name of a foreign type is derived from.
fn last_word(self_type: &TokenStream) -> Option<Ident> {
    let mut last = None;
    for token in self_type.clone() {
        match token {
            TokenTree::Ident(ident) => last = Some(ident),
            TokenTree::Punct(ref mark) if mark.as_char() == ':' => {}
            ref token if is_punct(token, '<') => break,
            ref token => {
                // a `$t:ty` of a `macro_rules!` macro
                return group(token, Delimiter::None).and_then(|group| last_word(&group.stream()));
            }
        }
    }
    last
}
