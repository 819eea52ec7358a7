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
        let instances = instances(arguments, ident, parameters)?;
        return instances.iter().map(|instance| call(arguments, item, &of_type(arguments, ident, instance))).collect();
    }
    if let Some(types) = &arguments.types {
        return Err(Error::new(types.span, "`types` lists the instances of a generic struct or enum"));
    }
    let core = &arguments.core;
    let registered = match &item.form {
        Form::Type { ident, .. } | Form::Alias { ident } => {
            of_type(arguments, ident, &Instance::only(arguments, as_generated(quote!(#ident))))
        }
        Form::Implementation { self_type, span } => {
            let ident = match (last_word(self_type), &arguments.name) {
                (Some(ident), _) => ident,
                (None, Some(_)) => Ident::new("unnamed", *span),
                (None, None) => {
                    return Err(Error::new(*span, "no name can be derived from this type; give one: `name = \"..\"`"));
                }
            };
            let instance = Instance::only(arguments, as_generated(self_type.clone()));
            Registered { subject: "ForeignType", ..of_type(arguments, &ident, &instance) }
        }
        Form::Function { ident, .. } => {
            let function = as_generated(quote!(#ident));
            let form = if arguments.constructor.is_some() { quote!(constructor) } else { quote!(function) };
            Registered {
                component: quote!(#form #ident { #function }),
                type_id: quote!(#core::__private::type_id_of(&#function)),
                subject: "Function",
                ..Registered::plain(arguments, ident)
            }
        }
        Form::Static { ident } => {
            let value = as_generated(quote!(#ident));
            Registered {
                component: quote!(static #ident { #value }),
                type_id: quote!(#core::__private::type_id_of(&#value)),
                subject: "Static",
                ..Registered::plain(arguments, ident)
            }
        }
        Form::Const { ident, value_type } => {
            let value = as_generated(quote!(#ident));
            let value_type = as_generated(value_type.clone());
            Registered {
                component: quote!(const #ident { #value } { #value_type }),
                type_id: quote!(#core::__private::TypeId::of::<#value_type>),
                subject: "Const",
                ..Registered::plain(arguments, ident)
            }
        }
    };
    call(arguments, item, &registered)
}

/// One registration.
struct Registered {
    ident: Ident,
    /// The item in `Entry::type_name`.
    path: String,
    name: Option<Name>,
    aliases: Vec<Name>,
    /// The input of `__component!`.
    component: TokenStream,
    /// An expression of type `fn() -> TypeId`.
    type_id: TokenStream,
    /// A variant of `Subject`.
    subject: &'static str,
}

impl Registered {
    /// What an item that is not a type has by itself.
    fn plain(arguments: &Arguments, ident: &Ident) -> Self {
        Self {
            ident: ident.clone(),
            path: ident.to_string(),
            name: arguments.name.clone(),
            aliases: arguments.aliases.clone(),
            component: TokenStream::new(),
            type_id: TokenStream::new(),
            subject: "",
        }
    }
}

fn of_type(arguments: &Arguments, ident: &Ident, instance: &Instance) -> Registered {
    let core = &arguments.core;
    let component = &instance.component;
    let form = match &arguments.constructor {
        Some(Constructor::New(path)) => {
            let path = as_generated(path.clone());
            quote!(constructor #ident { #path })
        }
        _ => quote!(default #ident { #component }),
    };
    Registered {
        ident: ident.clone(),
        path: compact(component),
        name: instance.name.clone(),
        aliases: instance.aliases.clone(),
        component: form,
        type_id: quote!(#core::__private::TypeId::of::<#component>),
        subject: "Type",
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

/// The call of the helper macro.
fn call(arguments: &Arguments, item: &Item, registered: &Registered) -> Result<TokenStream> {
    let Registered { path, component, type_id, .. } = registered;
    let core = &arguments.core;
    let registry = &arguments.kind.path;
    let row = as_generated(registry.to_token_stream());
    let tag = arguments.kind.tag();
    let cfgs = &item.cfgs;
    let name = name(arguments, registered);
    let meta = meta(arguments);
    let (package, length) = (package(), path.len());
    let details = details(arguments, item, registered)?;
    Ok(quote! {
        #(#[#cfgs])*
        #registry! {
            { #core } #tag { #row } #name (#component) #meta
            { #path item: #length, package: #package, type_id: #type_id, #details }
        }
    })
}

/// What cargo says of the crate that is being compiled; empty where cargo is not used.
fn package() -> String {
    let variable = |name| std::env::var(name).unwrap_or_default();
    match (variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION")) {
        (name, _) if name.is_empty() => name,
        (name, version) => format!("{name}@{version}"),
    }
}

/// A component that replaces another has the other's name, but not the symbol of the name.
fn name(arguments: &Arguments, registered: &Registered) -> TokenStream {
    let replaces = arguments.replaces.is_some();
    match &registered.name {
        Some(Name::Literal(literal)) if replaces => quote!((expression { #literal })),
        Some(Name::Literal(literal)) => literal_name(literal),
        Some(Name::Expression(expression)) => quote!((expression { #expression })),
        None => {
            let ident = LitStr::new(&registered.ident.to_string(), registered.ident.span());
            let derived = if replaces { quote!(derived_shared) } else { quote!(derived) };
            quote!((#derived #ident))
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

/// The fields of `Registration` that are not always given.
fn details(arguments: &Arguments, item: &Item, registered: &Registered) -> Result<TokenStream> {
    let core = &arguments.core;
    let mut details = TokenStream::new();
    if registered.subject != "Type" {
        let subject = Ident::new(registered.subject, Span::mixed_site());
        details.extend(quote!(subject: #core::__private::Subject::#subject,));
    }
    if !item.docs.is_empty() {
        let docs = item.docs.expression(core);
        details.extend(quote!(docs: #docs,));
    }
    if !registered.aliases.is_empty() {
        let aliases = registered.aliases.iter().map(|alias| match alias {
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
